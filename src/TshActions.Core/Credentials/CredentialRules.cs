using System.Text.RegularExpressions;

namespace TshActions.Core.Credentials;

/// <summary>
/// What credentials look like, a small set: those of services a web application is made of, whose makers say how theirs
/// begin, and two that only their place gives away.
/// </summary>
/// <remarks>
/// https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns names the
/// services; the shapes are those the services themselves publish.
/// </remarks>
public static partial class CredentialRules
{
    public static IReadOnlyList<CredentialRule> All { get; } =
    [
        new("private-key", "a private key", "PRIVATE KEY", PrivateKey()),
        new("age-key", "an age key", "AGE-SECRET-KEY-", AgeKey()),
        new("aws-key", "an AWS access key", "A", AwsKey()),
        new("azure-storage-key", "an Azure storage key", "AccountKey=", AzureStorageKey()),
        new("anthropic-key", "an Anthropic key", "sk-ant-", AnthropicKey()),
        new("digitalocean-token", "a DigitalOcean token", "_v1_", DigitalOceanToken()),
        new("github-token", "a GitHub token", "gh", GitHubToken()),
        new("github-fine-grained-token", "a GitHub token", "github_pat_", GitHubFineToken()),
        new("gitlab-token", "a GitLab token", "glpat-", GitLabToken()),
        new("google-key", "a Google API key", "AIza", GoogleKey()),
        new("npm-token", "an npm token", "npm_", NpmToken()),
        new("openai-key", "an OpenAI key", "T3BlbkFJ", OpenAiKey()),
        new("pypi-token", "a PyPI token", "pypi-", PypiToken()),
        new("sendgrid-key", "a SendGrid key", "SG.", SendGridKey()),
        new("slack-token", "a Slack token", "xox", SlackToken()),
        new("slack-webhook", "a Slack webhook", "hooks.slack.com", SlackWebhook()),
        new("stripe-key", "a Stripe live key", "_live_", StripeKey()),
        new("telegram-token", "a Telegram bot's token", ":AA", TelegramToken()),
        new("address-with-password", "an address with a password", "://", AddressWithPassword()),
        new("assigned-secret", "a secret in the text", "=", AssignedSecret()) { IsGeneric = true },
        new("assigned-secret", "a secret in the text", ":", AssignedSecret()) { IsGeneric = true },
    ];

    private const int Patience = 1000;

    // The mark alone stands in many a program; the key follows it, also with its line ends written out.
    [GeneratedRegex(
        @"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\\[rn]|[\s""'+,;])*(?<secret>[A-Za-z0-9+/]{40,})",
        RegexOptions.None,
        Patience
    )]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\bAGE-SECRET-KEY-1(?<secret>[0-9A-Z]{58})\b", RegexOptions.None, Patience)]
    private static partial Regex AgeKey();

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b", RegexOptions.None, Patience)]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"AccountKey=[A-Za-z0-9+/]{86}==", RegexOptions.None, Patience)]
    private static partial Regex AzureStorageKey();

    [GeneratedRegex(@"\bsk-ant-[a-z0-9]+-[A-Za-z0-9_-]{80,}", RegexOptions.None, Patience)]
    private static partial Regex AnthropicKey();

    [GeneratedRegex(@"\bdo[opr]_v1_[0-9a-f]{64}\b", RegexOptions.None, Patience)]
    private static partial Regex DigitalOceanToken();

    [GeneratedRegex(@"\bgh[pousr]_[A-Za-z0-9]{36,255}\b", RegexOptions.None, Patience)]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b", RegexOptions.None, Patience)]
    private static partial Regex GitHubFineToken();

    [GeneratedRegex(@"\bglpat-[A-Za-z0-9_-]{20,}", RegexOptions.None, Patience)]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"\bAIza[A-Za-z0-9_-]{35}\b", RegexOptions.None, Patience)]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\bnpm_[A-Za-z0-9]{36}\b", RegexOptions.None, Patience)]
    private static partial Regex NpmToken();

    [GeneratedRegex(
        @"\bsk-[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,}",
        RegexOptions.None,
        Patience
    )]
    private static partial Regex OpenAiKey();

    [GeneratedRegex(@"\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}", RegexOptions.None, Patience)]
    private static partial Regex PypiToken();

    [GeneratedRegex(@"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b", RegexOptions.None, Patience)]
    private static partial Regex SendGridKey();

    [GeneratedRegex(
        @"\bxox[abeoprs]-(?:[A-Za-z0-9]+-)+[A-Za-z0-9]{16,}",
        RegexOptions.None,
        Patience
    )]
    private static partial Regex SlackToken();

    [GeneratedRegex(
        @"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,}",
        RegexOptions.None,
        Patience
    )]
    private static partial Regex SlackWebhook();

    [GeneratedRegex(@"\b[sr]k_live_[A-Za-z0-9]{16,}", RegexOptions.None, Patience)]
    private static partial Regex StripeKey();

    [GeneratedRegex(@"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b", RegexOptions.None, Patience)]
    private static partial Regex TelegramToken();

    // Not of this machine, nor of one beside it in a composition: those have names without a dot.
    [GeneratedRegex(
        @"\b[a-z][a-z0-9+]{2,20}://[^\s:/@'""`<>{}$]*:(?<secret>[^\s:/@'""`<>{}$%]{6,})@(?!127\.|10\.|192\.0\.2\.)(?=[^\s/@:'""`]*\.)(?![^\s/@:'""`]*\bexample\b)[A-Za-z0-9]",
        RegexOptions.None,
        Patience
    )]
    private static partial Regex AddressWithPassword();

    [GeneratedRegex(
        @"(?i)(?:password|passwd|secret|token|api_?key|private_?key|access_?key)[\w.-]{0,20}[""']?[ \t]*(?::=|=>|=|:)[ \t]*(?:[""'](?<secret>[^\s""'`<>{}$\\]{16,200})[""']|(?<=^[A-Z0-9_ \t]{1,80}=[ \t]*)(?<secret>[^\s""'`<>{}$\\]{16,200})[ \t]*$)",
        RegexOptions.Multiline,
        Patience
    )]
    private static partial Regex AssignedSecret();
}
