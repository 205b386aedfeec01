using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public sealed class ScenarioJudgeTests
{
    [Theory]
    [InlineData("+", false)]
    [InlineData("-", true)]
    [InlineData("", true)]
    public void One_of_two_is_settled_by_the_first_that_holds(string tries, bool open) =>
        ScenarioJudge.IsOpen(Wanting(1, 2), Tries(tries)).ShouldBe(open);

    [Theory]
    [InlineData("+", true)]
    [InlineData("++", false)]
    [InlineData("-", true)]
    [InlineData("--", false)]
    [InlineData("+-", true)]
    [InlineData("+-+", false)]
    public void Two_of_three_is_open_until_two_agree(string tries, bool open) =>
        ScenarioJudge.IsOpen(Wanting(2, 3), Tries(tries)).ShouldBe(open);

    [Theory]
    [InlineData("++", Finding.Passed)]
    [InlineData("+-+", Finding.Passed)]
    [InlineData("--", Finding.Failed)]
    [InlineData("+--", Finding.Failed)]
    [InlineData("ee", Finding.Error)]
    [InlineData("+-e", Finding.Error)]
    [InlineData("+ee", Finding.Error)]
    [InlineData("-e", Finding.Error)]
    [InlineData("", Finding.Inconclusive)]
    public void Only_failures_make_it_fail_for_a_broken_way_might_have_held(
        string tries,
        Finding finding
    ) => ScenarioJudge.Judge(Wanting(2, 3), Tries(tries)).Finding.ShouldBe(finding);

    [Fact]
    public void A_scenario_without_steps_is_no_pass() =>
        ScenarioJudge
            .Judge(Wanting(1, 1) with { Steps = [] }, Tries("+"))
            .Finding.ShouldBe(Finding.Inconclusive);

    [Fact]
    public void The_step_that_broke_is_told_with_the_times_of_those_before() =>
        ScenarioJudge
            .Judge(Wanting(2, 3), Tries("+--"))
            .ShouldBe(
                Judged.Failed(
                    "order: status 409, not 201 (30 ms after login 12 ms); 1 of 3 tries held, 2 of 3 wanted"
                )
            );

    [Fact]
    public void A_scenario_that_holds_tells_the_time_of_each_step() =>
        ScenarioJudge
            .Judge(Wanting(1, 1), Tries("+"))
            .ShouldBe(Judged.Passed("login 12 ms, order 30 ms"));

    [Fact]
    public void What_was_left_behind_is_a_warning()
    {
        var untidy = Tries("+")[0] with
        {
            Left = [new("cancel", TimeSpan.Zero, Judged.Failed("status 500, not 204"))],
        };

        ScenarioJudge
            .Judge(Wanting(1, 1), [untidy])
            .ShouldBe(
                Judged.Warning(
                    "login 12 ms, order 30 ms; not cleaned up: cancel: status 500, not 204"
                )
            );
    }

    [Fact]
    public void A_name_that_no_step_before_captures_is_told_with_its_step()
    {
        var scenario = Wanting(1, 1) with
        {
            Steps =
            [
                Step("login", "/{env.USER}/{random}") with
                {
                    Capture = new Dictionary<string, string> { ["token"] = "$.t" },
                },
                Step("order", "/{token}/{id}") with
                {
                    Capture = new Dictionary<string, string> { ["id"] = "$.id" },
                },
            ],
            Cleanup = [Step("cancel", "/{id}/{nobody}")],
        };

        ScenarioNames
            .Unknown(scenario)
            .ShouldBe([
                "order: {id} is captured by no step before it",
                "cancel: {nobody} is captured by no step before it",
            ]);
        ScenarioNames.Variables(scenario).ShouldBe(["USER"]);
    }

    private static Scenario Wanting(int successes, int attempts) =>
        new([Step("login", "/login"), Step("order", "/orders")], [], successes, attempts);

    private static ScenarioStep Step(string name, string path) =>
        new(
            name,
            "GET",
            path,
            200,
            new Dictionary<string, string>(),
            null,
            new Dictionary<string, string?>(),
            new Dictionary<string, string>()
        );

    /// <param name="signs">A try each: + held, - failed, e met an error.</param>
    private static List<ScenarioTry> Tries(string signs) =>
        [
            .. signs.Select(sign => new ScenarioTry(
                [
                    new("login", TimeSpan.FromMilliseconds(12), Judged.Passed("")),
                    new(
                        "order",
                        TimeSpan.FromMilliseconds(30),
                        sign switch
                        {
                            '+' => Judged.Passed(""),
                            '-' => Judged.Failed("status 409, not 201"),
                            _ => Judged.Error("the ssh connection to the host is gone"),
                        }
                    ),
                ],
                []
            )),
        ];
}
