"""What the bench refuses before it makes any data."""

import pytest
from bench import run


def test_a_measure_that_there_is_not_is_refused_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run.main(["--size", "1000", "--only", "desk,nonsense"])

    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "no measure is called nonsense" in told
    assert "desk,board,conversation" in told
