using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Schemas.Deparsed;

namespace TshActions.Tests.Schemas.Deparsed;

public class CanonicalTests
{
    // Left as PostgreSQL 15 writes it at first, right as it does after a dump and a restore.
    [Theory]
    [InlineData(
        "CHECK ((((a >= 1) AND (a <= 10)) AND (b > 0)))",
        "CHECK (((a >= 1) AND (a <= 10) AND (b > 0)))"
    )]
    [InlineData(
        "CHECK (((kind)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[])))",
        "CHECK (((kind)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text])))"
    )]
    [InlineData("timezone('utc'::text, placed_at)", "(placed_at AT TIME ZONE 'utc'::text)")]
    [InlineData("((a OR b) OR (c OR d))", "(a OR b OR c OR d)")]
    // Left as version 15 writes a view, right as 16 does.
    [InlineData(
        "SELECT u.id, lower(u.name) AS name FROM public.users u WHERE (u.id > 0) ORDER BY u.id;",
        "SELECT id, lower(name) AS name FROM public.users u WHERE (id > 0) ORDER BY id;"
    )]
    [InlineData(
        "WITH x AS (SELECT a.b FROM a) SELECT x.b FROM x;",
        "WITH x AS (SELECT a.b FROM a) SELECT b FROM x;"
    )]
    public void One_expression_in_two_spellings_is_equivalent(string first, string restored) =>
        Canonical.AreEquivalent(first, restored).ShouldBeTrue();

    [Theory]
    [InlineData("((a AND b) OR c)", "(a AND (b OR c))")]
    [InlineData("((a AND b) OR c)", "(a AND b OR c OR d)")]
    [InlineData("(a > 1)", "(a > 2)")]
    [InlineData("(a = '((x))')", "(a = '(x)')")]
    [InlineData("(a = 'AND')", "(a = 'and')")]
    [InlineData("(\"A\" > 1)", "(a > 1)")]
    [InlineData("(NOT (a AND b))", "((NOT a) AND b)")]
    [InlineData("timezone('utc'::text, a)", "(a AT TIME ZONE 'cet'::text)")]
    [InlineData("(ARRAY['1', '2'])::text[]", "(ARRAY['1', '2'])::integer[]")]
    [InlineData(
        "sum(x) OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)",
        "sum(x) OVER (ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)"
    )]
    [InlineData("$b$ a  b $b$", "$b$ a b $b$")]
    [InlineData(
        "SELECT a.id FROM (a JOIN b ON ((a.id = b.id)));",
        "SELECT b.id FROM (a JOIN b ON ((a.id = b.id)));"
    )]
    [InlineData("SELECT a.id FROM a, b;", "SELECT id FROM a, b;")]
    [InlineData(
        "SELECT a.id FROM a WHERE (EXISTS (SELECT 1 FROM b WHERE (b.x = a.id)));",
        "SELECT a.id FROM a WHERE (EXISTS (SELECT 1 FROM b WHERE (b.x = b.id)));"
    )]
    [InlineData(
        "SELECT a.id FROM a UNION SELECT b.id FROM b;",
        "SELECT id FROM a UNION SELECT id FROM b;"
    )]
    public void Another_expression_is_not(string one, string other) =>
        Canonical.AreEquivalent(one, other).ShouldBeFalse();

    [Fact]
    public void The_form_of_a_form_is_itself() =>
        Prop.ForAll(
                Expression.ToArbitrary(),
                text => Canonical.Of(Canonical.Of(text)) == Canonical.Of(text)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_has_one() =>
        Prop.ForAll<string?>(text => Canonical.Of(text ?? "") is not null)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void However_deep_it_is_nested() =>
        Canonical.Of(new string('(', 100_000)).ShouldBe(new string('(', 100_000));

    [Fact]
    public void A_connective_that_changes_is_seen() =>
        Prop.ForAll(
                Expression.Where(text => text.Contains(" AND ")).ToArbitrary(),
                text =>
                {
                    var at = text.IndexOf(" AND ", StringComparison.Ordinal);
                    return !Canonical.AreEquivalent(text, $"{text[..at]} OR {text[(at + 5)..]}");
                }
            )
            .QuickCheckThrowOnFailure();

    private static Gen<string> Expression => Sized(4);

    private static Gen<string> Sized(int depth) =>
        depth is 0
            ? Gen.Elements("(a > 1)", "(b = 'x AND y')", "(c IS NULL)", "d")
            : Gen.OneOf(
                Sized(0),
                from left in Sized(depth - 1)
                from word in Gen.Elements("AND", "OR")
                from right in Sized(depth - 1)
                select $"({left} {word} {right})"
            );
}
