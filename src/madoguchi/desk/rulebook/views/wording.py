"""The word rules of the draft, for directors and admins."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.toasts import Toast, with_toast
from madoguchi.desk.platform.typed import number
from madoguchi.desk.rulebook import access
from madoguchi.desk.rulebook.actions import words as actions
from madoguchi.desk.rulebook.contents import BookWord
from madoguchi.desk.rulebook.forms import word_typed
from madoguchi.desk.rulebook.queries import books, drafts
from madoguchi.desk.rulebook.queries.words import audience_choices, word_row, word_rows


@require_http_methods(["GET", "POST"])
@signed_in
def words(request: Request) -> HttpResponse:
    """The word rules; posted, a new one, or with its number what one of them says from now on."""
    access.lead_or_404(request.person, clock.now())
    if request.method == "GET":
        return _page(request, editing=number(request.GET.get("edit", "")))
    typed = word_typed(request.POST)
    opened = request.POST.get("opened", "")
    try:
        actions.save_word(word=typed, opened=opened, person=request.person, now=clock.now())
    except actions.WordChangedMeanwhile as refusal:
        return _page(request, typed, refusal=refusal.sentence)
    except Refusal as refusal:
        return _page(request, typed, refusal=refusal.sentence, opened=opened)
    answer = redirect("rulebook-draft-words")
    return with_toast(answer, Toast(words=_("下書きに保存しました"), tone="ok"))


@require_POST
@signed_in
def word_removal(request: Request) -> HttpResponse:
    """A word rule leaves the draft."""
    access.lead_or_404(request.person, clock.now())
    chosen = number(request.POST.get("word", "")) or 0
    try:
        actions.remove_word(number=chosen, person=request.person, now=clock.now())
    except Refusal as refusal:
        return _page(request, refusal=refusal.sentence)
    answer = redirect("rulebook-draft-words")
    return with_toast(answer, Toast(words=_("ことばのルールを外しました")))


def _page(
    request: Request,
    typed: BookWord | None = None,
    *,
    editing: int | None = None,
    refusal: str = "",
    opened: str | None = None,
) -> HttpResponse:
    """The word rules with the form; `opened` None: it is written over the draft as it is now."""
    found = books.draft_of_next()
    rows = word_rows(drafts.book_of_draft(found))
    chosen = typed.number if typed else editing
    there = next((row for row in rows if row.number == chosen), None)
    context = {
        "list": books.list_of_draft(found),
        "words": rows,
        "form": word_row(typed) if typed else there,
        "form_opened": (there.opened if there else "") if opened is None else opened,
        "editing": there is not None,
        "audiences": audience_choices(),
        "refusal": refusal,
        "opened": "words",
    }
    status = REFUSED if refusal else 200
    return render(request, "rulebook/draft_words.html", context, status=status)
