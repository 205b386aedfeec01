using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Gates;

namespace TshActions.Tests.Gates;

public class SwitchProofTests
{
    /// <summary>`n` answers of the new release, `o` of the old one, `-` without any.</summary>
    private static readonly Arbitrary<string> Any = (
        from length in Gen.Choose(0, 20)
        from letters in Gen.Elements('n', 'n', 'n', 'o', '-').ArrayOf(length)
        select new string(letters)
    ).ToArbitrary();

    [Theory]
    [InlineData("nnnnn", true)]
    [InlineData("ooonnnnn", true)]
    [InlineData("nnnn", false)]
    [InlineData("nnnnno", false)]
    [InlineData("nnonnnn", false)]
    [InlineData("nnnn-nnnn", false)]
    [InlineData("", false)]
    public void Five_answers_in_a_row_up_to_the_last_prove_a_switch(string answers, bool holds) =>
        SwitchProof.Holds(Answers(answers), "new", 5).ShouldBe(holds);

    [Fact]
    public void An_answer_of_another_release_always_takes_the_proof_away() =>
        Prop.ForAll(
                Any,
                answers =>
                    !SwitchProof.Holds(Answers(answers + "o"), "new", 1)
                    && !SwitchProof.Holds(Answers(answers + "-"), "new", 1)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_proof_stays_a_proof_while_the_release_answers() =>
        Prop.ForAll(
                Any,
                answers =>
                    !SwitchProof.Holds(Answers(answers), "new", 5)
                    || SwitchProof.Holds(Answers(answers + "n"), "new", 5)
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", "the site was never asked")]
    [InlineData(
        "oo-noo",
        "of 6 answers through the site, 1 carried new; the others: 4 × release old, 1 × status 502 without the header X-Release"
    )]
    public void A_failure_says_who_answered_instead(string answers, string failure) =>
        SwitchProof.Failure(Answers(answers), "new").ShouldBe(failure);

    [Fact]
    public void Too_few_answers_in_time_are_not_blamed_on_another_release() =>
        SwitchProof
            .Failure(Answers("nnn"), "new")
            .ShouldBe(
                "only 3 answers came through the site in time: all carried new, and more are needed to prove it"
            );

    [Theory]
    [InlineData("nnn", "`gate.identity.timeout`")]
    [InlineData("nnon", "server block of nginx")]
    [InlineData("-", "server block of nginx")]
    public void What_to_do_depends_on_who_answered(string answers, string advice) =>
        SwitchProof.Advice(Answers(answers), "new").ShouldContain(advice);

    private static List<SiteAnswer> Answers(string letters) =>
        [
            .. letters.Select(letter =>
                letter switch
                {
                    'n' => new SiteAnswer(200, "new", ""),
                    'o' => new SiteAnswer(200, "old", ""),
                    _ => new SiteAnswer(502, null, "status 502 without the header X-Release"),
                }
            ),
        ];
}
