using TshActions.Core.Postgres;
using TshActions.Core.Releases;
using TshActions.Core.Shell;
using TshActions.Host;
using TshActions.Ssh;

namespace TshActions.Postgres;

/// <summary>What became of the database's address.</summary>
public abstract record DatabaseFound
{
    /// <summary>PostgreSQL's programs on the host know the address now.</summary>
    public sealed record Ready(PostgresAddress Address) : DatabaseFound;

    /// <summary>The application's environment has no such variable, or an empty one.</summary>
    public sealed record NotNamed(string Variable) : DatabaseFound;

    public sealed record Unreadable(string Variable, string Reason) : DatabaseFound;
}

/// <summary>Takes the database's address from a deployment's own environment, whoever gave that.</summary>
public sealed class DatabaseAccess(LeasedHost host)
{
    /// <summary>Writes `pg.env` beside the deployment's `app.env`, readable by the deploy user alone.</summary>
    public async Task<DatabaseFound> SettleAsync(
        string deployment,
        string variable,
        CancellationToken cancel
    )
    {
        var read = await host.Remote.RunAsync(
            ShellCommand.Of("cat", $"{host.Root}/deployments/{deployment}/app.env"),
            AppHost.Soon,
            cancel
        );
        if (!read.Succeeded)
            throw host.Failed($"read the environment of deployment {deployment}", read);
        var (environment, _) = EnvironmentFile.Parse(read.Output);
        var value = environment.Variables.FirstOrDefault(pair => pair.Key == variable).Value;
        if (string.IsNullOrWhiteSpace(value))
            return new DatabaseFound.NotNamed(variable);
        if (PostgresAddress.Parse(value) is AddressReading.Unreadable { Reason: var reason })
            return new DatabaseFound.Unreadable(variable, reason);
        var address = ((AddressReading.Found)PostgresAddress.Parse(value)).Address;

        var sent = await host.Remote.SendTextAsync(
            host.Change("address", deployment),
            address.Environment.Text,
            cancel
        );
        return sent.Succeeded
            ? new DatabaseFound.Ready(address)
            : throw host.Failed("write the database's address", sent);
    }
}
