using TshActions.Core.Init;
using TshActions.Core.Reports;
using TshActions.Verbs;

namespace TshActions.Init;

/// <summary>
/// Pins the key of each host that a person named: by a fingerprint they gave, or by their own `yes` after they compared
/// it on the host's console. Nothing else is believed; an answer over the network alone never is.
/// </summary>
internal sealed class HostKeys(VerbRun run)
{
    private const string OnTheConsole = "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub";
    private readonly List<string> _wrong = [];
    private readonly List<string> _left = [];

    /// <summary>What keeps a key from being pinned, with the way to pin it.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <exception cref="ActionException">A host has another key than the one a person gave.</exception>
    public async Task<Answers> PinAsync(Answers answers, CancellationToken cancel)
    {
        List<EnvironmentAnswer> environments = [];
        foreach (var one in answers.Environments)
            environments.Add(
                one.Hosts is [{ IsKnown: true } host]
                    ? one with
                    {
                        Hosts = [await PinAsync(one.Name, host, cancel)],
                    }
                    : one
            );
        return _wrong.Count is 0
            ? answers with
            {
                Environments = environments,
            }
            : throw new ActionException(
                ExitCode.Host,
                string.Join("; ", _wrong),
                $"no file was written. Stop if you did not make a mistake: somebody may stand between you and the host. Compare on its own console: `{OnTheConsole}`"
            );
    }

    private async Task<HostAnswer> PinAsync(
        string environment,
        HostAnswer host,
        CancellationToken cancel
    )
    {
        var expected = run.Inputs[$"{environment}-host-key-fingerprint"];
        if (await run.ReadHostKeyAsync(host.Address, host.Port, cancel) is not { } key)
        {
            if (expected.Length > 0)
                _wrong.Add(
                    $"{host.Address} port {host.Port} ({environment}) showed no ed25519 host key, so {expected} could not be compared"
                );
            _left.Add(
                $"{environment}'s host key: {host.Address} port {host.Port} showed none; see that sshd answers there and has an ed25519 key, then pin it as docs/setup.md, step 2, tells"
            );
            return host;
        }

        var line = $"{key.Type} {key.Blob}";
        if (expected.Length > 0)
        {
            if (expected == key.Fingerprint)
                return host with { Key = line };
            _wrong.Add(
                $"the host key of {host.Address} ({environment}) is another one: it shows {key.Fingerprint}, and you gave {expected}"
            );
            return host;
        }

        run.Story.Say(
            $"""
            {host.Address} ({environment}) shows the host key {key.Fingerprint}
            Compare it on the host's own console, not over ssh: {OnTheConsole}
            """
        );
        if (await run.AskAsync("Type yes if both are the same:", cancel) is "yes")
            return host with { Key = line };
        _left.Add(
            $"{environment}'s host key: not pinned. If `{OnTheConsole}` on its own console prints {key.Fingerprint}, it is `{line}`"
        );
        return host;
    }
}
