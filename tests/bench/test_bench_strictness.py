"""The well-behaved paraphraser keeps the sense of what it retells; else its survival says nothing about over-strictness."""

from bench.quality import paraphrase, strictness


def test_the_speaker_changes_ends_and_stays_the_speaker() -> None:
    said = "The ferry will be towed off at high water, the harbour master of Port Ellery said."
    assert paraphrase.retold(said, "Post") == ""  # a speaker in small letters is nobody by name
    said = "Divers found no damage to the hull, Harbour Master Mara Lindqvist said."
    assert (
        paraphrase.retold(said, "Post")
        == "According to Harbour Master Mara Lindqvist, Divers found no damage to the hull."
    )


def test_a_large_figure_is_rounded_down_and_says_so() -> None:
    made = paraphrase.retold("The council of Port Ellery moved 11,870 residents to schools on higher ground.", "Post")
    assert "over 11,800 residents" in made


def test_a_figure_that_is_rounded_already_is_left_alone() -> None:
    made = paraphrase.retold("The council of Port Ellery moved nearly 11,870 residents to schools on the hill.", "Post")
    assert "nearly 11,870" in made


def test_what_cannot_be_retold_in_own_words_is_left_out() -> None:
    long = "Ships " + " ".join(f"word{n}" for n in range(20)) + "."
    assert paraphrase.retold(long, "Post") == ""
    assert paraphrase.retold("He said yesterday that the hull of the ferry was sound.", "Post") == ""


def test_the_longest_shared_run_is_counted_in_words() -> None:
    assert paraphrase.longest_run("the hull is sound today", "divers say the hull is sound") == 4


def test_a_sentence_obeys_the_prompt_by_own_words_real_dates_and_given_quotations() -> None:
    passage = "The hull is sound and dry from end to end, said the “old hand” of the harbour at Port Ellery on Monday."
    assert strictness.obeys("An “old hand” finds the ship dry.", [passage])
    assert not strictness.obeys("A “new hand” finds the ship dry.", [passage])
    assert not strictness.obeys("The ship was found dry today.", [passage])
    assert not strictness.obeys(passage, [passage])
