using TshActions.Core.Checks;
using TshActions.Core.Slots;

namespace TshActions.RigTests.Checks;

/// <summary>What a clerk does all day, and each step of it broken.</summary>
[Collection(ErpAtWorkCollection.Name)]
public sealed class ErpScenarioTests(ErpAtWork erp)
{
    private const string Password = "clerk-password";

    private static readonly ScenarioStep Login = Step("login", "POST", "/auth/login") with
    {
        Body = """{"user":"clerk","password":"{env.SMOKE_PASSWORD}"}""",
        Expect = new Dictionary<string, string?> { ["$.expires_in"] = "> 3600" },
        Capture = new Dictionary<string, string> { ["token"] = "$.token" },
    };

    private static readonly ScenarioStep List = Step("list", "GET", "/products?limit=5") with
    {
        Expect = new Dictionary<string, string?> { ["$[0].price"] = null },
        Capture = new Dictionary<string, string> { ["sku"] = "$[0].sku" },
    };

    private static readonly ScenarioStep Order = Step("order", "POST", "/orders") with
    {
        Status = 201,
        Headers = new Dictionary<string, string>
        {
            ["Authorization"] = "Bearer {token}",
            ["Idempotency-Key"] = "smoke-{random}",
        },
        Body = """{"customer":"NORTH","items":[{"sku":"{sku}","quantity":1}]}""",
        Expect = new Dictionary<string, string?> { ["$.id"] = "> 0", ["$.customer"] = "NORTH" },
    };

    private static readonly ScenarioStep Inventory = Step(
        "inventory",
        "GET",
        "/inventory/{sku}"
    ) with
    {
        Expect = new Dictionary<string, string?> { ["$.sku"] = "{sku}", ["$.on_hand"] = ">= 1" },
    };

    private static readonly ScenarioStep Notifications = Step(
        "notifications",
        "WEBSOCKET",
        "/ws/notifications"
    ) with
    {
        Status = 101,
        Expect = new Dictionary<string, string?>
        {
            ["$.type"] = "hello",
            ["$.release"] = ErpAtWork.Release,
        },
    };

    private static readonly Scenario Day = new(
        [Login, List, Order, Inventory, Notifications],
        [],
        Successes: 1,
        Attempts: 1
    );

    [Fact]
    public async Task A_clerks_day_holds_and_each_step_has_its_time()
    {
        var result = await AskAsync(Slot.Blue, Day);

        result.Finding.ShouldBe(Finding.Passed, result.Detail);
        result.Detail.ShouldMatch(
            @"^login \d+ ms, list \d+ ms, order \d+ ms, inventory \d+ ms, notifications \d+ ms$"
        );
    }

    [Theory]
    [InlineData("ERP_DROP=/auth", "login: status 404, not 200 (")]
    [InlineData("ERP_DROP=/products", "list: status 404, not 200 (")]
    [InlineData("ERP_DROP=/orders", "order: status 404, not 201 (")]
    [InlineData("ERP_DROP=/inventory", "inventory: status 404, not 200 (")]
    [InlineData("ERP_DROP=/ws", "notifications: status 403, not 101 (")]
    [InlineData("ERP_ERROR_RATE=1", "login: status 500, not 200 (")]
    [InlineData("ERP_SLOW=5000", "login: no answer within 3 s (")]
    public async Task A_step_that_is_broken_is_the_one_that_is_told(string fault, string detail)
    {
        await using var broken = await erp.WithFaultsAsync(fault);

        var result = await AskAsync(Slot.Green, Day);

        result.Finding.ShouldBe(Finding.Failed, result.Detail);
        result.Detail.ShouldStartWith(detail);
        result.Detail.ShouldNotContain(Password);
    }

    [Fact]
    public async Task A_password_that_is_wrong_fails_at_the_login_and_is_not_told()
    {
        var result = await erp.Checks(("SMOKE_PASSWORD", "not-the-password"))
            .AskAsync(Of(Day), Slot.Blue, ErpAtWork.Release, Cancel);

        result.Finding.ShouldBe(Finding.Failed);
        result.Detail.ShouldStartWith("login: status 401, not 200 (");
        result.Detail.ShouldNotContain("not-the-password");
    }

    [Fact]
    public async Task A_dependency_that_is_gone_fails_the_step_that_needs_it()
    {
        await erp.Vps.ShellAsync("systemctl stop redis-server", Cancel);
        try
        {
            var result = await AskAsync(Slot.Blue, Day);

            result.Finding.ShouldBe(Finding.Failed, result.Detail);
            result.Detail.ShouldStartWith("login: ");
        }
        finally
        {
            await erp.Vps.ShellAsync("systemctl start redis-server", Cancel);
        }
    }

    [Fact]
    public async Task Errors_now_and_then_fail_two_of_three_only_when_they_are_the_rule()
    {
        await using var broken = await erp.WithFaultsAsync("ERP_ERROR_RATE=1");

        var result = await AskAsync(Slot.Green, Day with { Successes = 2, Attempts = 3 });

        result.Detail.ShouldEndWith("; 0 of 2 tries held, 2 of 3 wanted");
    }

    [Fact]
    public async Task A_slot_in_which_nothing_runs_fails_at_the_first_step()
    {
        var result = await AskAsync(Slot.Green, Day);

        result.Finding.ShouldBe(Finding.Failed);
        result.Detail.ShouldStartWith("login: closed without an answer (");
    }

    [Fact]
    public async Task A_websocket_alone_fails_where_nothing_runs()
    {
        var result = await AskAsync(Slot.Green, Day with { Steps = [Notifications] });

        result.Finding.ShouldBe(Finding.Failed);
        result.Detail.ShouldStartWith("notifications: ");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Check.Walk Of(Scenario scenario) =>
        new(new Common("smoke", Weight.Fail, Scope.Slot, Moment.Always), scenario, AtSite: false);

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

    private Task<CheckResult> AskAsync(Slot slot, Scenario scenario) =>
        erp.Checks(("SMOKE_PASSWORD", Password))
            .AskAsync(Of(scenario), slot, ErpAtWork.Release, Cancel);
}
