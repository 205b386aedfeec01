using System.Text.RegularExpressions;
using TshActions.Manifest;
using TshActions.Verbs;

namespace TshActions.Init;

/// <summary>A host as a person names it: `deploy@203.0.113.10`, or with `:2222` behind it.</summary>
internal sealed partial record NamedHost(string User, string Address, int Port)
{
    public static NamedHost? Read(string text) =>
        Form().Match(text) is { Success: true } match
        && Scalars.User("").Accepts(match.Groups[1].Value)
        && Scalars.Address("").Accepts(match.Groups[2].Value)
        && (match.Groups[3].Value is { Length: > 0 } port ? port : "22") is var at
        && Scalars.Port("").Accepts(at)
            ? new(match.Groups[1].Value, match.Groups[2].Value, int.Parse(at))
            : null;

    public override string ToString() => $"{User}@{Address}{(Port is 22 ? "" : $":{Port}")}";

    [GeneratedRegex(@"^([^@]+)@([^@:]+)(?::([0-9]+))?$")]
    private static partial Regex Form();
}

/// <summary>What the inputs of `init` may be; each may be left out.</summary>
internal static partial class InitInputs
{
    public static readonly Allowed Name = Of(Scalars.Name(""), "name");

    public static readonly Allowed Site = Of(Scalars.Url(""), "address");

    public static readonly Allowed Host = new(
        "a user and a host like deploy@203.0.113.10, or deploy@203.0.113.10:2222 for another port than 22",
        "user@address",
        text => text.Length is 0 || NamedHost.Read(text) is not null
    );

    public static readonly Allowed Fingerprint = new(
        "a fingerprint as `ssh-keygen -lf` prints it, `SHA256:` and 43 characters",
        "SHA256:…",
        text => text.Length is 0 || Sum().IsMatch(text)
    );

    public static readonly Allowed Branch = new(
        "the name of a branch",
        "branch",
        Branches().IsMatch
    );

    public static readonly Allowed Folder = new(
        "a folder of the repository, without a slash at either end",
        "folder",
        text => text.Length is 0 || HostScalars.Prefix("").Accepts(text)
    );

    private static Allowed Of(Shape.Text shape, string word) =>
        new(shape.Kind, word, text => text.Length is 0 || shape.Accepts(text));

    [GeneratedRegex("^SHA256:[A-Za-z0-9+/]{43}$")]
    private static partial Regex Sum();

    // git check-ref-format(1), without what no shell or YAML reads as it stands.
    [GeneratedRegex(@"^([A-Za-z0-9_][A-Za-z0-9._/-]*)?$")]
    private static partial Regex Branches();
}
