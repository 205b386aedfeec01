using TshActions.Core.Containers;

namespace TshActions.Tests.Containers;

public class DockerNotesTests
{
    [Fact]
    public void A_docker_whose_daemon_may_go_needs_no_warning()
    {
        DockerNotes
            .Of(new(LiveRestore: true, ProxyRuns: false), onHostNetwork: false)
            .ShouldBeEmpty();
        DockerNotes
            .Of(new(LiveRestore: true, ProxyRuns: true), onHostNetwork: true)
            .ShouldBeEmpty();
        DockerNotes.Of(DockerFacts.None, onHostNetwork: false).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_restart_of_the_daemon_would_cost_is_said_with_its_remedy()
    {
        DockerNotes
            .Of(new(LiveRestore: false, ProxyRuns: true), onHostNetwork: true)
            .ShouldHaveSingleItem()
            .ShouldContain("live-restore");
        var notes = DockerNotes.Of(new(LiveRestore: false, ProxyRuns: true), onHostNetwork: false);

        Approved.Check(string.Concat(notes.Select(note => $"{note}\n")));
    }
}
