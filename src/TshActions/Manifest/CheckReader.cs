using TshActions.Core.Checks;

namespace TshActions.Manifest;

/// <summary>Turns the checked list of checks into values.</summary>
internal static class CheckReader
{
    public static IEnumerable<Check> Checks(Checked? list) =>
        list?.Items.Where(item => item["kind"].Text is not "off").Select(Check) ?? [];

    /// <summary>Whether it is asked through the site.</summary>
    public static bool AtSite(Checked check) =>
        check.Find("kind")?.Text is "headers" || check.Find("from")?.Text is "site";

    private static Check Check(Checked part)
    {
        var of = Common(part);
        return part["kind"].Text switch
        {
            "http" => new Check.Http(
                of,
                part["path"].Text,
                part["status"].Number,
                part.Find("content-type")?.Text,
                AtSite(part)
            ),
            "openapi" => new Check.OpenApi(of, part["path"].Text, part["min-paths"].Number),
            "health-report" => new Check.HealthReport(
                of,
                part["path"].Text,
                Texts(part.Find("require"))
            ),
            "scenario" => new Check.Walk(of, ScenarioReader.Scenario(part), AtSite(part))
            {
                Secrets = Texts(part.Find("secrets")),
            },
            "tls" => new Check.Tls(
                of,
                part["warn"].Duration,
                part["fail"].Duration,
                part["strict"].IsOn
            ),
            "headers" => new Check.Headers(
                of,
                part["path"].Text,
                part.Find("hsts-min-age")?.Duration,
                part["csp"].IsOn,
                part.Find("cors-origin")?.Text,
                part.Find("rate-limit-path")?.Text,
                Texts(part.Find("closed"))
            ),
            "logs" => new Check.Logs(of, part["last"].Number, Texts(part.Find("allow"))),
            "disk" => new Check.Disk(
                of,
                part["path"].Text,
                part["warn"].Percent,
                part["fail"].Percent
            ),
            "tcp" => new Check.Tcp(of, part["address"].Text, part["port"].Number),
            "exec" => new Check.Exec(of, part["command"].Text),
            _ => new Check.Process(of),
        };
    }

    private static Common Common(Checked part) =>
        new(
            part["name"].Text,
            part["on-failure"].Text is "warn" ? Weight.Warn : Weight.Fail,
            part["scope"].Text is "shared" ? Scope.Shared : Scope.Slot,
            part["when"].Text switch
            {
                "before-switch" => Moment.BeforeSwitch,
                "after-switch" => Moment.AfterSwitch,
                // Until the switch it is the old slot that answers at the site.
                _ => AtSite(part) ? Moment.AfterSwitch : Moment.Always,
            }
        );

    private static IReadOnlyList<string> Texts(Checked? list) =>
        [.. list?.Items.Select(item => item.Text) ?? []];
}
