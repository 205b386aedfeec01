using TshActions.Core.Nginx;

namespace TshActions.Tests.Nginx;

public class NginxNotesTests
{
    private static readonly NginxFacts Flag = new(
        new Version(1, 22, 1),
        ByReload: false,
        null,
        null,
        Seconds(4)
    );

    private static readonly NginxFacts Gentle = new(
        new Version(1, 27, 4),
        ByReload: true,
        Seconds(3),
        null,
        Seconds(4)
    );

    [Fact]
    public void A_flag_file_and_a_gentle_reload_need_no_warning()
    {
        Notes(Flag).ShouldBeEmpty();
        Notes(Flag with { WorkerShutdownTimeout = Seconds(2) }).ShouldBeEmpty();
        Notes(Gentle).ShouldBeEmpty();
        Notes(NginxFacts.None).ShouldBeEmpty();
        Notes(Gentle with { WorkerShutdownTimeout = Seconds(30) }).ShouldBeEmpty();
    }

    [Fact]
    public void What_costs_requests_is_said_with_its_remedy()
    {
        NginxFacts[] costly =
        [
            Flag with
            {
                Version = new Version(1, 14, 2),
            },
            Flag with
            {
                UpstreamKeepAlive = Seconds(60),
            },
            Gentle with
            {
                Version = new Version(1, 22, 1),
            },
            Gentle with
            {
                KeepAliveMinTimeout = null,
            },
            Gentle with
            {
                KeepAliveMinTimeout = Seconds(31),
            },
            Gentle with
            {
                WorkerShutdownTimeout = Seconds(2),
            },
        ];

        var notes = costly.Select(nginx => Notes(nginx).ShouldHaveSingleItem());

        Approved.Check(string.Concat(notes.Select(note => $"{note}\n")));
    }

    private static IReadOnlyList<string> Notes(NginxFacts nginx) =>
        NginxNotes.Of(nginx, keepAlive: Seconds(4), drain: Seconds(30));

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
