using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Probes;
using static TshActions.Tests.Checks.TalkingServer;

namespace TshActions.Tests.Checks;

public sealed class FirstMessageTests : IAsyncDisposable
{
    private readonly TalkingServer _app;
    private Func<string, byte[]?> _answer = text =>
        WebSocket(text, """{"type":"hello"}""", "X-Release: 1.0");

    private readonly int _port;
    private bool _gone;

    public FirstMessageTests()
    {
        _app = new TalkingServer(text => _answer(text));
        _port = _app.Port;
    }

    public ValueTask DisposeAsync() => _gone ? ValueTask.CompletedTask : _app.DisposeAsync();

    [Fact]
    public async Task The_first_message_is_the_answer_with_its_release()
    {
        var reply = (Reply.Answered)await AskAsync();

        (reply.Status, reply.Release, reply.Body).ShouldBe((101, "1.0", """{"type":"hello"}"""));
        _app.Asked[0].ShouldContain("Upgrade: websocket");
        _app.Asked[0].ShouldContain("User-Agent: tsh-probe/1");
        _app.Asked[0].ShouldContain("Authorization: Bearer x");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(200)]
    public async Task A_refusal_is_an_answer_with_its_status_and_its_release(int status)
    {
        _answer = _ => Http(status, "", "X-Release: 0.9");

        var reply = (Reply.Answered)await AskAsync();

        (reply.Status, reply.Release).ShouldBe((status, "0.9"));
    }

    [Fact]
    public async Task An_open_websocket_is_enough_when_nothing_is_expected_of_it()
    {
        _answer = text => WebSocket(text, "");

        ((Reply.Answered)await AskAsync(wanted: false)).Status.ShouldBe(101);
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_a_silence()
    {
        _answer = _ => [];

        (await AskAsync()).ShouldBeOfType<Reply.Silent>();
    }

    [Fact]
    public async Task A_websocket_that_closes_at_once_has_said_nothing()
    {
        _answer = text => [.. WebSocket(text, ""), 0x88, 0x00];

        (await AskAsync()).ShouldBe(new Reply.Silent("the websocket was closed without a message"));
    }

    [Fact]
    public async Task An_application_that_is_gone_refuses()
    {
        await _app.DisposeAsync();
        _gone = true;

        (await AskAsync()).ShouldBe(new Reply.Silent("connection refused"));
    }

    private async Task<Reply> AskAsync(bool wanted = true)
    {
        using var way = SlotHttp.ToSite(new Uri($"http://127.0.0.1:{_port}"));
        KeyValuePair<string, string>[] headers = [new("Authorization", "Bearer x")];
        return await new FirstMessage(
            way,
            "X-Release",
            TimeSpan.FromSeconds(5),
            ManualTime.Still
        ).AskAsync(new StepRequest("/ws", headers, null, [], []), wanted, CancellationToken.None);
    }
}
