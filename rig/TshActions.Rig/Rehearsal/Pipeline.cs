using TshActions.Rig.Runner;

namespace TshActions.Rig.Rehearsal;

/// <summary>The steps of deploy.yml and rollback.yml for one environment, in the order in which they stand there.</summary>
internal sealed class Pipeline(SceneInPlay scene, Job job)
{
    /// <param name="deploy">Exit code that deploy-slot must end with; with another than 0 no gate follows.</param>
    /// <param name="gate">The same of health-gate.</param>
    public async Task DeployAsync(string release, int deploy = 0, int gate = 0)
    {
        await StepAsync("preflight", 0);
        var record = await StepAsync("record", 0, ("state", "begin"), ("release", release));
        var notice = await StepAsync("notify", 0, ("state", "begin"), ("release", release));
        var deployed = await StepAsync(
            "deploy-slot",
            deploy,
            ("release", release),
            ("path", "app")
        );
        var last = deploy is 0
            ? await StepAsync("health-gate", gate, ("release", release))
            : deployed;
        await EndAsync(
            release,
            record,
            last,
            notice,
            ("live-since", deployed.Outputs.GetValueOrDefault("live-since", ""))
        );
    }

    /// <summary>The checklist keeps it away from the host.</summary>
    public async Task RefuseAsync(string release)
    {
        var list = await StepAsync("preflight", 1);
        await StepAsync(
            "notify",
            0,
            ("state", "end"),
            ("release", release),
            ("verdict", list.Outputs["verdict"]),
            ("note", "the checklist keeps it from going on"),
            ("live-slot", list.Outputs["live-slot"]),
            ("live-release", list.Outputs["live-release"])
        );
    }

    public async Task RollBackAsync(string reason)
    {
        var back = await StepAsync("rollback", 0, ("reason", reason));
        var release = back.Outputs["live-release"];
        var record = await StepAsync(
            "record",
            0,
            ("state", "begin"),
            ("task", "rollback"),
            ("began", back.Outputs["began"]),
            ("release", release)
        );
        await EndAsync(release, record, back, notice: null, ("task", "rollback"), ("note", reason));
    }

    private async Task EndAsync(
        string release,
        StepResult record,
        StepResult last,
        StepResult? notice,
        params (string Name, string Value)[] inputs
    )
    {
        (string, string)[] end =
        [
            ("state", "end"),
            ("verdict", last.Outputs["verdict"]),
            ("note", last.Outputs.GetValueOrDefault("reason", "")),
            .. inputs,
        ];
        await StepAsync("record", 0, [("deployment", record.Outputs["deployment"]), .. end]);
        await StepAsync(
            "notify",
            0,
            [
                ("release", release),
                ("message", notice?.Outputs["message"] ?? ""),
                ("gate-action", last.Outputs.GetValueOrDefault("action", "")),
                ("live-slot", last.Outputs["live-slot"]),
                ("live-release", last.Outputs["live-release"]),
                .. end,
            ]
        );
    }

    private Task<StepResult> StepAsync(
        string action,
        int exitCode,
        params (string Name, string Value)[] inputs
    ) => scene.StepAsync(action, job, exitCode, inputs);
}
