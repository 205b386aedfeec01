using TshActions.Core.Checks;

namespace TshActions.RigTests.Checks;

/// <summary>Answers of the real ERP, in good and in bad state.</summary>
[Collection(ErpAtWorkCollection.Name)]
public sealed class ErpChecksTests(ErpAtWork erp)
{
    private static readonly Common Usual = new("it", Weight.Fail, Scope.Slot, Moment.Always);

    private static readonly Check.Http Docs = new(Usual, "/docs", 200, "text/html", AtSite: false);

    private static readonly Check.OpenApi Document = new(Usual, "/openapi.json", 5);

    private static readonly Check.HealthReport Health = new(
        Usual,
        "/health",
        ["database", "redis", "neurolink", "tds_dashboard"]
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_erp_that_works_passes_them_all()
    {
        (await erp.AskBlueAsync(Docs)).Detail.ShouldMatch("^status 200, text/html");
        (await erp.AskBlueAsync(Document)).Detail.ShouldMatch(
            @"^OpenAPI 3\.\d, \d+ paths, every reference leads somewhere$"
        );
        (await erp.AskBlueAsync(Health)).ShouldBe(
            new CheckResult(
                "it",
                Finding.Passed,
                "database, redis, neurolink, tds_dashboard: healthy, and the whole"
            )
        );
    }

    [Fact]
    public async Task A_part_that_the_report_does_not_know_is_an_error() =>
        (await erp.AskBlueAsync(Health with { Require = ["database", "payments"] })).ShouldBe(
            new CheckResult("it", Finding.Error, "payments is not in the report")
        );

    [Fact]
    public async Task A_page_is_no_document_and_a_document_no_page()
    {
        (await erp.AskBlueAsync(Document with { Path = "/docs" })).ShouldBe(
            new CheckResult("it", Finding.Failed, "the document is not JSON but a page")
        );
        (await erp.AskBlueAsync(Docs with { Path = "/openapi.json" })).ShouldBe(
            new CheckResult("it", Finding.Failed, "status 200, but application/json, not text/html")
        );
    }

    [Fact]
    public async Task A_release_that_lost_its_documents_fails()
    {
        await using var broken = await erp.WithFaultsAsync("ERP_DROP=/docs,/openapi.json");

        (await erp.AskGreenAsync(Docs)).ShouldBe(
            new CheckResult("it", Finding.Failed, "status 404, not 200")
        );
        (await erp.AskGreenAsync(Document)).ShouldBe(
            new CheckResult("it", Finding.Failed, "status 404, not 200")
        );
    }

    [Fact]
    public async Task A_release_that_says_it_is_ill_fails_though_its_parts_are_well()
    {
        await using var broken = await erp.WithFaultsAsync("ERP_NEVER_HEALTHY=1");

        var result = await erp.AskGreenAsync(Health with { Require = [] });

        result.ShouldBe(
            new CheckResult("it", Finding.Failed, "status is unhealthy; answered with status 503")
        );
    }

    [Fact]
    public async Task Another_release_at_the_slots_port_is_an_error_for_each()
    {
        await using var other = await erp.WithFaultsAsync("");

        foreach (var check in new Check[] { Docs, Document, Health })
            (await erp.AskGreenAsync(check, release: "1.1")).ShouldBe(
                new CheckResult("it", Finding.Error, "release 1.0 answered, not 1.1")
            );
    }

    [Fact]
    public async Task Redis_that_is_gone_is_named_by_the_report()
    {
        await erp.Vps.ShellAsync("systemctl stop redis-server", Cancel);
        try
        {
            var result = await erp.AskBlueAsync(Health);

            result.Finding.ShouldBe(Finding.Failed);
            result.Detail.ShouldContain("redis is unhealthy");
            result.Detail.ShouldNotContain("database is unhealthy");
        }
        finally
        {
            await erp.Vps.ShellAsync(
                "systemctl start redis-server; for try in $(seq 100); do curl -sf -o /dev/null http://127.0.0.1:8001/health && exit 0; sleep 0.1; done; exit 1",
                Cancel
            );
        }
    }
}
