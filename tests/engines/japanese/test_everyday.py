"""The words of everyday are what the labelled messages of many trades say, and nothing by hand."""

from bench.everyday import FEWEST_TRADES, everyday_words

from madoguchi.engines.japanese import everyday, is_everyday, meanings


def test_the_list_is_what_the_labelled_messages_give() -> None:
    lines = everyday.FILE.read_text(encoding="utf-8").splitlines()
    told = [(word, int(trades)) for word, _, trades in (line.partition("\t") for line in lines)]

    assert told == everyday_words()
    assert min(trades for _, trades in told) == FEWEST_TRADES


def test_what_every_trade_says_is_of_everyday_and_a_trades_own_words_are_not() -> None:
    assert all(is_everyday(word) for word in ("電話", "確認", "問い合わせ", "返事", "当社"))
    assert not any(is_everyday(word) for word in ("送料", "配送料", "撤回", "取り下げ", "贈り物"))


def test_words_of_time_and_of_counting_are_no_meanings() -> None:
    assert meanings("本日と明日と先週、3ページを2時間で。") == frozenset()
