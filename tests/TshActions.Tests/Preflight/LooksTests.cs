using TshActions.Core.Preflight;
using TshActions.Manifest;
using TshActions.Preflight;

namespace TshActions.Tests.Preflight;

public sealed class LooksTests
{
    public static readonly TheoryData<Exception> Unreadable =
    [
        new IOException("No space left on device"),
        new UnauthorizedAccessException("Access to the path 'app/keys.py' is denied."),
    ];

    /// <summary>No data is never a pass, and no bug of the program either.</summary>
    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_file_that_cannot_be_read_is_a_line_that_could_not_be_told(Exception why)
    {
        var looks = new Looks(Spec(RowWeight.Fail), isRelease: true);

        await looks.IntoAsync(Checklist.NoCredentials, () => Task.FromException<RowFinding>(why));

        var line = looks.Report().Rows.ShouldHaveSingleItem();
        (line.State, line.Evidence).ShouldBe((RowState.Unknown, why.Message));
    }

    [Fact]
    public async Task A_line_that_is_turned_off_is_not_looked_into()
    {
        var looks = new Looks(Spec(RowWeight.Off), isRelease: true);

        await looks.IntoAsync(
            Checklist.NoCredentials,
            () => throw new InvalidOperationException("looked")
        );

        looks.Report().Rows.ShouldBeEmpty();
    }

    private static PreflightSpec Spec(RowWeight weight) =>
        new(
            Checklist.All.ToDictionary(row => row.Id, _ => weight),
            TimeSpan.FromDays(30),
            Checks: [],
            Variables: [],
            CriticalPaths: [],
            "CHANGELOG.md",
            Manual: [],
            TimeSpan.Zero,
            Windows: [],
            Secrets: [],
            TimeSpan.FromDays(90),
            TimeSpan.FromDays(14),
            TimeSpan.FromDays(1),
            ApiDocument: null,
            CredentialsAllowedIn: [],
            500_000_000
        );
}
