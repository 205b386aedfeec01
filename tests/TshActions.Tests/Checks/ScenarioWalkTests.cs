using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Probes;
using static TshActions.Tests.Checks.TalkingServer;

namespace TshActions.Tests.Checks;

public sealed class ScenarioWalkTests : IAsyncDisposable
{
    private const string Password = "s3cret\"word";

    private static readonly ScenarioStep Login = Step("login", "POST", "/login") with
    {
        Body = """{"user":"smoke","password":"{env.PASSWORD}"}""",
        Capture = new Dictionary<string, string> { ["token"] = "$.token" },
    };

    private static readonly ScenarioStep Order = Step("order", "POST", "/orders") with
    {
        Status = 201,
        Headers = new Dictionary<string, string>
        {
            ["Authorization"] = "Bearer {token}",
            ["Idempotency-Key"] = "{random}",
        },
        Body = """{"note":"{random}"}""",
        Expect = new Dictionary<string, string?> { ["$.state"] = "placed", ["$.total"] = "> 0" },
        Capture = new Dictionary<string, string> { ["id"] = "$.id" },
    };

    private static readonly ScenarioStep Cancel = Step("cancel", "DELETE", "/orders/{id}") with
    {
        Status = 204,
    };

    private static readonly ScenarioStep Logout = Step("logout", "POST", "/logout");

    private readonly TalkingServer _app;
    private readonly Dictionary<string, byte[]?> _answers = new()
    {
        ["POST /login"] = Http(200, """{"token":"t-1 /?"}""", "Set-Cookie: session=7; Path=/"),
        ["POST /orders"] = Http(201, """{"id":41,"state":"placed","total":12.5}"""),
        ["DELETE /orders/41"] = Http(204, ""),
        ["POST /logout"] = Http(200, ""),
    };

    public ScenarioWalkTests() =>
        _app = new TalkingServer(text => _answers[text.Split(" HTTP/", 2)[0]]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task What_one_step_is_answered_the_next_may_use()
    {
        var judged = await TakeAsync(Of(Login, Order));

        judged.ShouldBe(Judged.Passed("login 0 ms, order 0 ms"));
        _app.Asked[0].ShouldEndWith("""{"user":"smoke","password":"s3cret\"word"}""");
        _app.Asked[0].ShouldContain("Content-Type: application/json");
        _app.Asked[1].ShouldContain("Authorization: Bearer t-1 /?\r\n");
        _app.Asked[1].ShouldContain("Cookie: session=7\r\n");
        var random = _app.Asked[1].Split("Idempotency-Key: ")[1].Split('\r')[0];
        random.Length.ShouldBe(12);
        _app.Asked[1].ShouldEndWith($$"""{"note":"{{random}}"}""");
        _app.Lines.ShouldBe(["POST /login", "POST /orders", "DELETE /orders/41", "POST /logout"]);
    }

    [Theory]
    [InlineData(500, """{"id":41}""", Finding.Failed, "order: status 500, not 201")]
    [InlineData(
        201,
        """{"id":41,"state":"lost","total":1}""",
        Finding.Failed,
        "order: $.state is \"lost\", not placed"
    )]
    [InlineData(
        201,
        """{"id":41,"state":"placed","total":0}""",
        Finding.Failed,
        "order: $.total is 0, not > 0"
    )]
    [InlineData(
        201,
        """{"id":41,"state":"placed"}""",
        Finding.Error,
        "order: $.total is not there"
    )]
    [InlineData(
        201,
        """{"state":"placed","total":1}""",
        Finding.Error,
        "order: $.id is not there to capture as {id}"
    )]
    [InlineData(201, "<html>", Finding.Error, "order: the answer is not JSON but a page")]
    public async Task The_step_that_did_not_hold_is_told_with_what_was_expected(
        int status,
        string body,
        Finding finding,
        string detail
    )
    {
        _answers["POST /orders"] = Http(status, body);

        var judged = await TakeAsync(Of(Login, Order));

        judged.Finding.ShouldBe(finding);
        judged.Detail.ShouldBe(detail + " (0 ms after login 0 ms)");
    }

    [Fact]
    public async Task What_a_failed_try_made_is_cleaned_up_and_what_it_did_not_make_is_left_alone()
    {
        _answers["POST /orders"] = Http(409, "");

        await TakeAsync(Of(Login, Order));

        _app.Lines.ShouldBe(["POST /login", "POST /orders", "POST /logout"]);
    }

    [Theory]
    [InlineData(200, "X-Release: 1.0")]
    [InlineData(201, "X-Release: 0.9")]
    public async Task What_was_made_where_it_should_not_be_is_cleaned_up_as_well(
        int status,
        string release
    )
    {
        _answers["POST /orders"] = Http(status, """{"id":41}""", release);

        (await TakeAsync(Of(Login, Order))).Finding.ShouldNotBe(Finding.Passed);

        _app.Lines.ShouldContain("DELETE /orders/41");
    }

    [Fact]
    public async Task A_cleanup_that_fails_does_not_keep_the_next_from_being_tried()
    {
        _answers["DELETE /orders/41"] = Http(500, "");

        (await TakeAsync(Of(Login, Order))).ShouldBe(
            Judged.Warning("login 0 ms, order 0 ms; not cleaned up: cancel: status 500, not 204")
        );
        _app.Lines.ShouldContain("POST /logout");
    }

    [Fact]
    public async Task A_cancelled_try_is_cleaned_up_too()
    {
        using var cancel = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        await using var app = new TalkingServer(text =>
        {
            var line = text.Split(" HTTP/", 2)[0];
            if (line is not "GET /hang")
                return _answers[line];
            reached.SetResult();
            return null;
        });

        var taking = TakeAsync(Of(Login, Order, Step("hang", "GET", "/hang")), app, cancel.Token);
        await reached.Task;
        await cancel.CancelAsync();

        await taking.ShouldThrowAsync<OperationCanceledException>();
        app.Lines.ShouldBe([
            "POST /login",
            "POST /orders",
            "GET /hang",
            "DELETE /orders/41",
            "POST /logout",
        ]);
    }

    [Fact]
    public async Task Two_tries_of_three_are_enough_and_each_is_cleaned_up()
    {
        var tries = 0;
        await using var app = new TalkingServer(text =>
            text.StartsWith("POST /orders") && ++tries is 1
                ? Http(500, "")
                : _answers[text.Split(" HTTP/", 2)[0]]
        );

        var judged = await TakeAsync(
            Of(Login, Order) with
            {
                Successes = 2,
                Attempts = 3,
            },
            app,
            CancellationToken.None
        );

        judged.ShouldBe(Judged.Passed("login 0 ms, order 0 ms; 2 of 3 tries held, 2 of 3 wanted"));
        app.Lines.Count(line => line is "POST /logout").ShouldBe(3);
        app.Lines.Count(line => line is "DELETE /orders/41").ShouldBe(2);
    }

    [Fact]
    public async Task No_secret_is_ever_told()
    {
        _answers["POST /login"] = Http(200, """{"token":"s3cret\"word and more"}""");
        var telling = Login with
        {
            Expect = new Dictionary<string, string?>
            {
                ["$.token"] = "no",
                ["$['token']"] = "{env.PASSWORD}",
            },
        };

        var judged = await TakeAsync(Of(telling) with { Cleanup = [] });

        judged.Detail.ShouldBe(
            "login: $.token is \"***\", not no; $['token'] is not {env.PASSWORD} (0 ms)"
        );
    }

    [Fact]
    public async Task A_name_without_a_value_is_an_error_before_anything_is_sent()
    {
        (await TakeAsync(Of(Step("a", "GET", "/{env.NOBODY}")) with { Cleanup = [] })).ShouldBe(
            Judged.Error("a: {env.NOBODY} has no value here (0 ms)")
        );
        _app.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("//elsewhere.example/x")]
    [InlineData("http://elsewhere.example/x")]
    public async Task A_path_that_leads_away_is_never_asked(string path) =>
        (await TakeAsync(Of(Step("a", "GET", path)) with { Cleanup = [] })).Detail.ShouldStartWith(
            "a: the path leads away from the application"
        );

    private static Scenario Of(params ScenarioStep[] steps) => new(steps, [Cancel, Logout], 1, 1);

    private static ScenarioStep Step(string name, string method, string path) =>
        new(
            name,
            method,
            path,
            200,
            new Dictionary<string, string>(),
            null,
            new Dictionary<string, string?>(),
            new Dictionary<string, string>()
        );

    private Task<Judged> TakeAsync(Scenario scenario) =>
        TakeAsync(scenario, _app, CancellationToken.None);

    private static Task<Judged> TakeAsync(
        Scenario scenario,
        TalkingServer app,
        CancellationToken cancel
    ) =>
        new ScenarioWalk(
            _ =>
                Task.FromResult(
                    SlotHttp.ToSite(new Uri($"http://127.0.0.1:{app.Port}"), cookies: true)
                ),
            "X-Release",
            new Dictionary<string, string> { ["PASSWORD"] = Password },
            "1.0",
            TimeSpan.FromSeconds(5),
            ManualTime.Still
        ).TakeAsync(scenario, cancel);
}
