namespace TshActions.Core.Init;

/// <summary>How a release is prepared and started, by what it is written in.</summary>
/// <param name="FillIn">What the team must say instead; null where the line is right as it stands.</param>
/// <param name="Prepare">Null where nothing is to be prepared.</param>
/// <param name="Exclude">What of the folder no release needs.</param>
internal sealed record StartCommand(
    string Line,
    string? FillIn,
    string? Prepare,
    IReadOnlyList<string> Exclude
)
{
    private const string ListenHere =
        "what starts your release; it must listen on 127.0.0.1 at {port} and finish running requests on SIGTERM";

    public static StartCommand Of(Answers answers) =>
        answers.Found.Language switch
        {
            Language.Python => Python(answers),
            Language.Node => Node(answers.Package),
            _ => new("/usr/bin/env ./start --port {port}", ListenHere, null, ["tests", "*.md"]),
        };

    private static StartCommand Python(Answers answers)
    {
        var install = answers.HasRequirements ? "-r requirements.txt" : ".";
        var prepare = $"python3 -m venv .venv && .venv/bin/pip install --quiet {install}";
        string[] exclude = ["tests", "*.md", "__pycache__"];
        return answers.Found.IsFastApi
            ? new(
                $"/usr/bin/env .venv/bin/uvicorn {answers.Found.Entry ?? "app.main:app"} --host 127.0.0.1 --port {{port}}",
                answers.Found.Entry is null ? "module and variable of your application" : null,
                prepare,
                exclude
            )
            : new(
                "/usr/bin/env .venv/bin/python -m app --port {port}",
                ListenHere,
                prepare,
                exclude
            );
    }

    private static StartCommand Node(PackageJson package)
    {
        var prepare = package.HasBuild
            ? "npm ci && npm run build && npm prune --omit=dev"
            : "npm ci --omit=dev";
        // npm itself would stand between systemd and the program, and does not pass each signal on.
        return package.Start is { } start && start.StartsWith("node ")
            ? new(
                $"/usr/bin/env HOST=127.0.0.1 PORT={{port}} {start}",
                null,
                prepare,
                ["test", "*.md", "node_modules"]
            )
            : new(
                "/usr/bin/env HOST=127.0.0.1 PORT={port} node server.js",
                ListenHere,
                prepare,
                ["test", "*.md", "node_modules"]
            );
    }
}
