using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Weights;

namespace TshActions.Tests.Schemas.Weights;

public sealed class WeightTests
{
    [Theory]
    [InlineData("table", null, "3 × column", null, Severity.Critical)]
    [InlineData("table", null, null, "3 × column", Severity.High)]
    [InlineData("index", null, "CREATE UNIQUE INDEX …", null, Severity.High)]
    [InlineData("index", null, "CREATE INDEX …", null, Severity.Medium)]
    [InlineData("index", null, null, "CREATE INDEX …", Severity.Low)]
    [InlineData("index", "invalid", null, "yes", Severity.High)]
    [InlineData("constraint", null, "CHECK (…)", null, Severity.Critical)]
    [InlineData("policy", null, null, "all", Severity.Critical)]
    [InlineData("policy", "using", "true", "false", Severity.Critical)]
    [InlineData("table", "row-security", "yes", null, Severity.Critical)]
    [InlineData("view", "options", "security_invoker=true", null, Severity.Critical)]
    [InlineData("view", "definition", "a", "b", Severity.Medium)]
    [InlineData("table", "options", "fillfactor=70", null, Severity.Low)]
    [InlineData("table", "owner", "erp", "root", Severity.Critical)]
    [InlineData("trigger", "enabled", null, "no", Severity.Critical)]
    [InlineData("column", "not-null", "yes", null, Severity.Critical)]
    [InlineData("column", "not-null", null, "yes", Severity.High)]
    [InlineData("column", "type", "integer", "bigint", Severity.High)]
    [InlineData("column", "statistics", "100", null, Severity.Low)]
    [InlineData("table grant", null, null, "SELECT", Severity.Critical)]
    [InlineData("table grant", null, "SELECT", null, Severity.High)]
    [InlineData("table grant", "privileges", "SELECT", "DELETE, SELECT", Severity.Critical)]
    [InlineData("table grant", "privileges", "SELECT", "SELECT*", Severity.Critical)]
    [InlineData("table grant", "privileges", "DELETE, SELECT", "SELECT", Severity.High)]
    [InlineData("function grant", null, null, "none", Severity.Medium)]
    [InlineData("function", "security-definer", null, "yes", Severity.Critical)]
    [InlineData("function", "body", "a", "b", Severity.High)]
    [InlineData("sequence", "cache", null, "10", Severity.Medium)]
    [InlineData("extension", "version", "1.0", "1.1", Severity.Medium)]
    [InlineData("comment", "text", "a", "b", Severity.Info)]
    [InlineData("comment", null, null, "b", Severity.Info)]
    [InlineData("setting", "value", "a", "b", Severity.Medium)]
    [InlineData("table", "column-order", "a, b", "b, a", Severity.Low)]
    public void It_weighs_what_it_does_to_the_service(
        string kind,
        string? attribute,
        string? before,
        string? after,
        Severity severity
    )
    {
        var weight = Weight.Of(new(new(kind, "public", "orders", "x"), attribute, before, after));

        weight.Severity.ShouldBe(severity);
        weight.Why.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(Likeness.Equivalent, Severity.Info)]
    [InlineData(Likeness.Whitespace, Severity.Low)]
    public void What_means_the_same_weighs_little(Likeness like, Severity severity) =>
        Weight
            .Of(new(new("policy", "public", "orders", "own"), "using", "a", "b", like))
            .Severity.ShouldBe(severity);
}
