using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Preflight;
using TshActions.Core.Promotions;

namespace TshActions.Tests.Promotions;

public sealed class PromotionTests
{
    private static readonly DateTimeOffset Now = new(2025, 11, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("feat: pay", "feat", "", false, "pay")]
    [InlineData("Feat(cart)!: pay twice", "feat", "cart", true, "pay twice")]
    [InlineData("fix(api/v2):  rounds: again", "fix", "api/v2", false, "rounds: again")]
    [InlineData("feat: pay\n\nBREAKING CHANGE: no more cash", "feat", "", true, "pay")]
    [InlineData("feat: pay\n\nBREAKING-CHANGE: no more cash", "feat", "", true, "pay")]
    [InlineData("Deploy pay (#7)", "", "", false, "Deploy pay (#7)")]
    [InlineData("feat:pay", "", "", false, "feat:pay")]
    [InlineData("feat(): pay", "", "", false, "feat(): pay")]
    [InlineData("note: this is none\nfeat: nor this", "note", "", false, "this is none")]
    [InlineData("", "", "", false, "")]
    public void A_commit_says_what_it_is(
        string message,
        string type,
        string scope,
        bool breaking,
        string subject
    ) =>
        ConventionalCommit
            .Read("c", message)
            .ShouldBe(new ConventionalCommit("c", type, scope, breaking, subject));

    [Fact]
    public void Every_commit_stands_in_one_group_and_what_breaks_comes_first()
    {
        var groups = ChangeGroups.Of([
            .. new[]
            {
                "docs: a",
                "fix!: b",
                "feat: c",
                "chore: d",
                "e",
                "wip: f",
                "perf: g",
            }.Select(message => ConventionalCommit.Read(message[^1..], message)),
        ]);

        groups
            .Select(group =>
                $"{group.Title}: {string.Concat(group.Commits.Select(one => one.Sha))}"
            )
            .ShouldBe([
                "Breaking: b",
                "Features: c",
                "Faster: g",
                "Documentation: a",
                "Build and pipeline: d",
                "Others: ef",
            ]);
    }

    [Theory]
    [InlineData("fixes #12")]
    [InlineData("closes GH-12")]
    [InlineData("resolves https://github.com/shop/erp/issues/12")]
    [InlineData("thanks to @somebody and @team/all")]
    [InlineData("ends here <!-- /tsh:promotion -->")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[click](https://example.com)")]
    public void Words_of_commits_do_nothing(string subject)
    {
        var body = PromotionBody.Write(With(subject), "");

        body.ShouldNotContain(subject);
        body.Split("<!-- /tsh:promotion -->").Length.ShouldBe(2);
    }

    [Fact]
    public void However_many_commits_there_are_it_fits_and_says_how_many_it_left_out()
    {
        var body = PromotionBody.Write(
            With([.. Enumerable.Range(0, 250).Select(_ => new string('&', 300))]) with
            {
                Untold = 50,
            },
            ""
        );

        body.Length.ShouldBeLessThanOrEqualTo(PromotionBody.Longest);
        body.ShouldContain("300 changes from develop");
        body.ShouldContain(" more, which do not fit here_");
    }

    /// <summary>Whatever people write round the marks, any number of updates leaves it as it is.</summary>
    [Fact]
    public void What_people_wrote_survives_every_update() =>
        Prop.ForAll<string, string>(
                (above, below) =>
                {
                    var first = PromotionBody.Write(With("feat: a"), "");
                    var (before, after) = (Plain(above), Plain(below));
                    var edited = before + first + after;
                    var later = PromotionBody.Write(With("feat: b"), edited);
                    later = PromotionBody.Write(With("feat: c", "fix: d"), later);
                    return later.StartsWith(before, StringComparison.Ordinal)
                        && later.EndsWith(after, StringComparison.Ordinal)
                        && later.Contains("- c (", StringComparison.Ordinal)
                        && !later.Contains("- a (", StringComparison.Ordinal);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_second_writing_of_the_same_is_the_same()
    {
        var once = PromotionBody.Write(With("feat: a"), "");

        PromotionBody.Write(With("feat: a"), once).ShouldBe(once);
    }

    [Fact]
    public void Ticks_of_people_stay_and_those_of_programs_are_their_own()
    {
        var unproven = With("feat: a") with
        {
            Proof = new StagingProof.Unproven("never there", "go"),
        };
        var ticked = PromotionBody
            .Write(unproven, "")
            .Replace("- [ ]", "- [x]", StringComparison.Ordinal);

        var body = PromotionBody.Write(unproven, ticked);

        body.ShouldContain("- [x] it looks right");
        body.ShouldContain("- [ ] no errors in the logs <sub>never there</sub>");
    }

    [Fact]
    public void Of_the_files_those_are_named_that_a_reviewer_opens_first()
    {
        var files = PromotedFiles.Of([
            ("db/versions/1.py", true),
            ("db/versions/0.py", false),
            ("app/.env.example", false),
            ("requirements.txt", false),
            ("versions.py", true),
        ]);

        files.Migrations.ShouldBe(["db/versions/1.py"]);
        files.Settings.ShouldBe(["app/.env.example"]);
        files.Packages.ShouldBe(["requirements.txt"]);
    }

    private static string Plain(string? text) =>
        (text ?? "").ReplaceLineEndings("\n").Replace('\r', ' ').Replace("tsh:", "");

    private static Promotion With(params string[] messages) =>
        new(
            "staging",
            "production",
            "develop",
            "main",
            [
                .. messages.Select(message =>
                    ConventionalCommit.Read("0123456789012345678901234567890123456789", message)
                ),
            ],
            0,
            PromotedFiles.Of([]),
            new StagingProof.Proven(
                "passed",
                new("0123456789", "t", StagingEnd.Verified, Now, ""),
                Expired: false
            ),
            null,
            new RowFinding.Good("1 passed: test"),
            Migrates: true,
            ["it looks right"],
            IsHotfix: false
        );
}
