using System.Text;

namespace TshActions.Core.Init;

/// <summary>The first manifest of a repository: valid as it stands, with a mark where only the team knows better.</summary>
public static class ManifestDraft
{
    /// <summary>Begins the comment above a line that the team must look at.</summary>
    public const string Mark = "# FILL IN: ";

    public static string Of(Answers answers)
    {
        var text = new StringBuilder(
            $"""
            # Everything about the application that is not a secret; secrets live in GitHub environments.
            version: 1
            app: {answers.App}

            environments:

            """
        );
        foreach (var environment in answers.Environments)
            text.Append(Environment(environment));
        text.Append(answers.Found.HasDockerfile ? Docker(answers) : Systemd(answers));
        text.Append(Migrations(answers.Found));
        text.Append(
            """

            gate:
              preset: default
              # Every answer must carry this header, with the value of the variable TSH_RELEASE: a switch is proven by it.
              identity: { path: /health, header: X-Release }

            """
        );
        return text.ToString();
    }

    private static string Environment(EnvironmentAnswer environment) =>
        $$"""
              {{environment.Name}}:
                branch: {{environment.Branch}}
            {{(environment.Requires is { } before ? $"    requires: {before}\n" : "")}}{{FillIn(
                4,
                !environment.IsSiteKnown,
                "the address clients use"
            )}}    site: {{environment.Site}}
                hosts:
            {{string.Concat(environment.Hosts.Select(Host))}}{{(
                environment.SlotsFrom is { } from
                    ? $"    # The ports of {from}: what listens on them today must be stopped before the first deployment.\n"
                    : ""
            )}}    slots:
                  blue: { port: {{environment.Blue}} }
                  green: { port: {{environment.Green}} }
            {{(
                environment.Requires is null
                    ? "    # Long enough for every rule to count its ticks.\n    bake: 4m\n"
                    : ""
            )}}

            """;

    private static string Host(HostAnswer host) =>
        $"      - name: {host.Name}\n"
        + FillIn(8, !host.IsKnown, "your host; this address leads nowhere")
        + $"        address: {host.Address}\n"
        + (host.Port is 22 ? "" : $"        port: {host.Port}\n")
        + $"        user: {host.User}\n"
        + FillIn(
            8,
            !host.IsPinned,
            "the host's own key, compared on its own console; no host has this one"
        )
        + $"        host-key: {host.Key}\n";

    private static string Systemd(Answers answers)
    {
        var start = StartCommand.Of(answers);
        return $"""
            release:
              exclude: [{string.Join(
                ", ",
                start.Exclude.Select(name => name.StartsWith('*') ? $"\"{name}\"" : name)
            )}]
            {(
                start.Prepare is { } prepare
                    ? $"  # Each release brings its own packages, so that going back needs nothing from the network.\n  prepare: {prepare}\n"
                    : ""
            )}
            runtime:
              kind: systemd
            {FillIn(2, start.FillIn is not null, start.FillIn)}  command: {start.Line}

            """;
    }

    private static string Docker(Answers answers) =>
        $$"""
            runtime:
              kind: docker
            {{FillIn(2, answers.Remote is null, "the image's repository")}}  image: ghcr.io/{{(
                answers.Remote ?? $"example/{answers.App}"
            ).ToLowerInvariant()}}
              container: "{app}-{environment}-{slot}"
              # Inside the container, on 0.0.0.0.
              port: {{answers.Found.DockerPort ?? 8000}}

            """;

    private static string Migrations(FoundApp found)
    {
        if (found.Alembic is not { } alembic)
            return "";
        var (folder, up) = (
            alembic.Folder,
            string.Concat(alembic.Folder.Split('/').Select(_ => "../"))
        );
        var command = (found.HasDockerfile, folder) switch
        {
            (true, "") => "alembic upgrade head",
            (true, _) => $"alembic -c {folder}/alembic.ini upgrade head",
            (false, "") => ".venv/bin/alembic upgrade head",
            (false, _) => $"cd {folder} && {up}.venv/bin/alembic upgrade head",
        };
        return $$"""

            migrations:
              kind: alembic
              command: {{command}}

            # A dump before each migration; the address of the database is what this variable of the application holds.
            database: { variable: DATABASE_URL }
            backup: { keep: 7, max-age: 14d }
            {{(alembic.Revisions is { } revisions ? $"\ndrift:\n  revisions: {revisions}\n" : "")}}
            """;
    }

    private static string FillIn(int margin, bool isNeeded, string? what) =>
        isNeeded ? $"{new string(' ', margin)}{Mark}{what}\n" : "";
}
