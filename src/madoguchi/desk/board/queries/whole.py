"""The whole board at one moment: a known number of queries, however much there is."""

from madoguchi.desk.board.queries import breaking, load, promises, rules, tasks, tiles, waits
from madoguchi.desk.board.queries.goals import goals
from madoguchi.desk.board.queries.policies import policies
from madoguchi.desk.board.rows import Board
from madoguchi.desk.board.scope import Scope
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.platform.postgresql.together import ask


class _Told:
    """All that can be asked at once, in one statement."""

    def __init__(self, scope: Scope) -> None:
        self.known, self.goal = policies(scope), goals(scope)
        self.found, self.firsts = waits.waits(scope), waits.firsts(scope)
        self.lying, self.waiting = load.lying(scope), load.held(scope)
        self.kept, self.words = rules.rules(scope), promises.words(scope)
        self.owed, self.breaking = promises.urgent(scope), breaking.breaking(scope)
        ask(*vars(self).values())


def board(scope: Scope, sight: Sight) -> Board:
    """Everything that the page shows of these clients."""
    told = _Told(scope)
    known, goal, found = told.known.answer, told.goal.answer, told.found.answer
    lying, waiting, kept = told.lying.answer, told.waiting.answer, told.kept.answer
    risks = tasks.at_risk(scope, known)
    urgent, has_more = breaking.rows_of(scope, told.breaking.answer, known, sight)
    return Board(
        tiles=(
            tiles.in_time(scope, found, known),
            tiles.first_reply(scope, told.firsts.answer, known, goal.median_minutes),
            tiles.our_balls(scope, lying, found, known),
            tiles.rules_kept(scope, kept, goal.percent_kept),
            tiles.words_kept(scope, told.words.answer, goal.percent_promises),
        ),
        breaking=urgent,
        has_more_breaking=has_more,
        held=waiting.rows,
        held_count=waiting.count,
        promises=told.owed.answer,
        promise_count=load.promises_due(lying),
        promises_query=promises.urgent_query(scope),
        tasks=risks.rows,
        task_count=risks.count,
        rules=kept.rows,
        sent=kept.sent,
        reasoned=kept.reasoned,
        sent_query=rules.adherence_query(scope.asked, what="checked"),
        reasoned_query=rules.adherence_query(scope.asked, what="reasoned"),
        load=load.load(scope, sight, lying, waiting, risks.by_owner),
    )
