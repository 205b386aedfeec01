using TshActions.Core.Notices;

namespace TshActions.Tests.Notices;

/// <summary>One deployment in each of its ends.</summary>
internal static class AnyNews
{
    private const string Old = "1d4c8f0e9b7a6352c1d0e9f8a7b6c5d4e3f2a1b0";
    private const string New = "3d3c42e5aac5ba805825da76410c181273ba90b1";

    public static readonly News Begin = new(
        NewsTask.Deploy,
        IsOver: false,
        "tsh-erp",
        "production",
        New,
        Old,
        Verdict: "",
        GateAction: "",
        LiveSlot: "",
        LiveRelease: "",
        Why: "",
        Took: null,
        new Uri("https://github.com/tsh/erp/actions/runs/42/attempts/1")
    );

    private static readonly News End = Begin with { IsOver = true, Took = new TimeSpan(0, 17, 42) };

    private static readonly News Passed = End with
    {
        Verdict = "pass",
        GateAction = "promote",
        LiveSlot = "green",
        LiveRelease = New,
        Why = "90 ticks, none bad",
    };

    private static readonly News Failed = End with
    {
        Verdict = "fail",
        LiveSlot = "blue",
        LiveRelease = Old,
    };

    private static readonly News Back = End with
    {
        Task = NewsTask.Rollback,
        Release = Old,
        Before = New,
        Took = TimeSpan.FromSeconds(9),
    };

    /// <summary>Every kind of thing there is to tell, by a name for it.</summary>
    public static IReadOnlyDictionary<string, News> All { get; } =
        new Dictionary<string, News>
        {
            ["a deployment begins"] = Begin,
            ["a first deployment begins, by hand at a terminal"] = Begin with
            {
                Before = "",
                Run = null,
            },
            ["a deployment of nobody knows what begins"] = Begin with { Release = "", Before = "" },
            ["it passed"] = Passed,
            ["it passed with warnings"] = Passed with
            {
                Verdict = "warn",
                Why = "cpu 63% of the host, above 60% for 4 min",
            },
            ["the gate took it back"] = Failed with
            {
                GateAction = "rollback",
                Why = "error rate 6.2% of 1,204 answers, critical above 5%",
            },
            ["it failed before the switch"] = Failed with { Why = "/health answered 503 for 90 s" },
            ["it failed and stays, because the schema holds it"] = Failed with
            {
                GateAction = "hold",
                LiveSlot = "green",
                LiveRelease = New,
                Why = "p95 1,840 ms, above 500 ms",
            },
            ["it could not be judged"] = Passed with
            {
                Verdict = "inconclusive",
                GateAction = "hold",
                Why = "both slots failed together",
            },
            ["the job was cancelled"] = End with { Took = TimeSpan.FromSeconds(40) },
            ["a rollback begins"] = Back with { IsOver = false, Took = null },
            ["a rollback to the one before begins"] = Back with
            {
                IsOver = false,
                Release = "",
                Took = null,
            },
            ["a rollback is done"] = Back with
            {
                Verdict = "pass",
                LiveSlot = "blue",
                LiveRelease = Old,
                Why = "orders fail",
            },
            ["a rollback failed"] = Back with
            {
                Verdict = "fail",
                LiveSlot = "green",
                LiveRelease = New,
                Why = "the other slot does not answer",
            },
            ["a rollback failed and nobody knows what is live"] = Back with
            {
                Verdict = "inconclusive",
            },
            ["words that would act"] = Failed with
            {
                Why =
                    "<!channel> <@U012AB> @here @everyone </b><a href=\"https://evil.example\">x</a> *bold* `code` & co\n::error::no\u202e ##[error]",
                LiveSlot = "@all",
                LiveRelease = "<b>",
            },
        };
}
