namespace TshActions.Tests.Manifest;

public class GateNotesTests
{
    [Theory]
    [InlineData("post-switch: { on-inconclusive: promote }", "a release stays even when nothing")]
    [InlineData("timeout: 20s", "an answer may take 20s, and a tick is due every 8s")]
    [InlineData(
        "preset: minimal\n  post-switch: { error-rate: { then: report }, failing-for: { then: warn } }",
        "no rule rolls back"
    )]
    [InlineData("interval: 10s", "2995 answers without an error would show less than 0.1%")]
    public void What_may_surprise_is_noted_and_allowed(string gate, string note) =>
        Notes(Texts.OneHost(Texts.Systemd) + $"gate:\n  {gate}\n")
            .ShouldContain(text => text.Contains(note));

    [Fact]
    public void A_short_bake_of_an_environment_says_what_it_cannot_show()
    {
        var notes = Notes(
            Texts
                .OneHost(Texts.Systemd)
                .Replace("branch: develop", "branch: develop\n    bake: 110s")
                + "gate: { interval: 4s, timeout: 4s, post-switch: { failing-for: { longer-than: 110s } } }\n"
        );

        notes.ShouldContain(text =>
            text.StartsWith("tsh.yml:5:11:")
            && text.Contains("`failing-for` says nothing in staging")
        );
        notes.ShouldContain(text =>
            text.Contains("`health` probes give 12 answers in 110s, and `p95` wants 59")
        );
    }

    [Fact]
    public void A_gate_that_can_show_what_it_asks_for_has_no_notes() =>
        Notes(
                Texts.OneHost(Texts.Systemd)
                    + "gate: { probes: [{ name: a, path: /a }], post-switch: { error-rate: { target: 4% , tolerated: 4% } } }\n"
            )
            .ShouldBeEmpty();

    private static IEnumerable<string> Notes(string text) =>
        Texts.Read(text).Notes.Select(note => note.Text("tsh.yml"));
}
