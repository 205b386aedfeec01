using System.Collections.Immutable;
using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Comparisons;
using TshActions.Core.Schemas.Fixes;

namespace TshActions.Tests.Schemas.Fixes;

public sealed class FixSqlTests
{
    private static readonly (string, string)[] Counting =
    [
        ("type", "bigint"),
        ("start", "1"),
        ("increment", "1"),
        ("minimum", "1"),
        ("maximum", "9223372036854775807"),
    ];

    private const string Hostile = "x\"; --\n\rDROP TABLE orders";

    [Fact]
    public void Both_directions_of_one_comparison()
    {
        var left = Of(
            Table(),
            Make("column", "orders", "note", ("type", "text"), ("not-null", "yes")),
            Make("column", "orders", "state", ("type", "text"), ("default", "'new'::text")),
            Make(
                "index",
                "orders",
                "by_state",
                ("definition", "CREATE INDEX by_state ON public.orders USING btree (state)")
            ),
            Make(
                "constraint",
                "orders",
                "paid",
                ("type", "check"),
                ("definition", "CHECK ((id > 0))")
            ),
            Make(
                "constraint",
                "orders",
                "one",
                ("type", "unique"),
                ("definition", "UNIQUE (state)")
            ),
            Make("comment", "public.orders.note", "table column", ("text", @"it's a \ note")),
            Make("table grant", "orders", "app", ("privileges", "INSERT, SELECT*")),
            Make("enum", "mood", "", ("labels", "'ok', 'so, so', 'bad'")),
            Make("enum", "size", "", ("labels", "'s', 'm'")),
            new(new("schema", "", "audit"), Make("schema", "", "", ("owner", "app")).Attributes),
            Make("sequence", "numbers", "", [.. Counting, ("cycle", "yes")]),
            Make("sequence", "tickets", "", [.. Counting, ("cache", "20")]),
            Make(
                "materialized view",
                "sums",
                "",
                ("definition", " SELECT count(*) AS count\n   FROM public.orders;")
            ),
            Make(
                "rule",
                "orders",
                "never",
                (
                    "definition",
                    "CREATE RULE never AS\n    ON DELETE TO public.orders DO INSTEAD NOTHING;"
                )
            ),
            Make(
                "statistics",
                "both",
                "",
                ("definition", "CREATE STATISTICS public.both ON id, state FROM public.orders")
            )
        );
        var right = Of(
            Table(("row-security", "yes")),
            Make("column", "orders", "state", ("type", "character varying(9)")),
            Make(
                "policy",
                "orders",
                "own",
                ("command", "select"),
                ("permissive", "yes"),
                ("roles", "public"),
                ("using", "true")
            ),
            Make("table grant", "orders", "app", ("privileges", "DELETE, SELECT")),
            Make("enum", "mood", "", ("labels", "'ok', 'bad'")),
            Make("sequence", "tickets", "", [.. Counting, ("owned-by", "public.orders.id")])
        );
        Approved.Check($"{Text(left, right)}\n\n=== the other way ===\n\n{Text(right, left)}\n");
    }

    [Fact]
    public void A_name_with_a_line_end_does_not_leave_its_comment()
    {
        var fix = Only(
            Of(Table()),
            Of(Table(), Make("column", "orders", Hostile, ("type", "text")))
        );
        fix.Split('\n', '\r').ShouldAllBe(line => line.StartsWith("--", StringComparison.Ordinal));
        fix.ShouldContain("\"x\"\"; --");
    }

    [Fact]
    public void A_missing_table_comes_with_all_that_belongs_to_it()
    {
        var wanted = Of(
            Make(
                "table",
                "orders",
                "",
                ("owner", "erp"),
                ("column-order", "id, \"Note\""),
                ("row-security", "yes")
            ),
            Make(
                "column",
                "orders",
                "id",
                ("type", "bigint"),
                ("not-null", "yes"),
                ("identity", "always")
            ),
            Make("column", "orders", "Note", ("type", "text"), ("default", "''::text")),
            Make(
                "constraint",
                "orders",
                "orders_pkey",
                ("type", "primary key"),
                ("definition", "PRIMARY KEY (id)")
            ),
            Make(
                "constraint",
                "orders",
                "a_check",
                ("type", "check"),
                ("definition", "CHECK ((id > 0))")
            ),
            Make(
                "index",
                "orders",
                "orders_pkey",
                ("definition", "CREATE UNIQUE INDEX …"),
                ("constraint", "orders_pkey")
            ),
            Make(
                "index",
                "orders",
                "by_note",
                ("definition", "CREATE INDEX by_note ON public.orders USING btree (\"Note\")")
            ),
            Make("comment", "public.orders", "table", ("text", "what was ordered")),
            Make("table grant", "orders", "reader", ("privileges", "SELECT"))
        );

        Only(wanted, Of())
            .ShouldBe(
                """
                CREATE TABLE public.orders (
                    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
                    "Note" text DEFAULT ''::text,
                    CONSTRAINT orders_pkey PRIMARY KEY (id),
                    CONSTRAINT a_check CHECK ((id > 0))
                );
                CREATE INDEX by_note ON public.orders USING btree ("Note");
                ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
                GRANT SELECT ON TABLE public.orders TO reader;
                COMMENT ON TABLE public.orders IS 'what was ordered';
                """
            );
    }

    [Fact]
    public void A_routine_is_written_anew_between_marks_that_its_body_does_not_hold()
    {
        (string, string)[] told =
        [
            ("returns", "integer"),
            ("language", "plpgsql"),
            ("volatility", "stable"),
            ("parallel", "safe"),
            ("cost", "100"),
            ("security-definer", "yes"),
            ("settings", "search_path=public"),
        ];
        var wanted = Of(
            Make("function", "total", "a integer", [.. told, ("body", "select '$body$' into x")])
        );

        Only(wanted, Of())
            .ShouldBe(
                """
                CREATE OR REPLACE FUNCTION public.total(a integer) RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100 SECURITY DEFINER SET search_path TO 'public'
                AS $body1$select '$body$' into x$body1$;
                """
            );
        Only(Of(), wanted).ShouldEndWith("-- DROP FUNCTION public.total(a integer);");
    }

    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("Orders", "\"Orders\"")]
    [InlineData("user", "\"user\"")]
    [InlineData("1st", "\"1st\"")]
    [InlineData("größe", "\"größe\"")]
    public void A_name_is_quoted_where_it_must_be(string name, string quoted) =>
        Only(Of(Table()), Of(Table(), Make("column", "orders", name, ("type", "text"))))
            .ShouldEndWith($"DROP COLUMN {quoted};");

    [Theory]
    [InlineData("#1a2b3c4d")]
    [InlineData("(hidden)")]
    public void A_value_that_is_not_told_has_no_text(string value) =>
        FixSql
            .Of(
                new(new("setting", "", "app.key"), "value", value, "x"),
                Of(new Fact(new("setting", "", "app.key"), Map(("value", value)))),
                Of(new Fact(new("setting", "", "app.key"), Map(("value", "x"))))
            )
            .ShouldBeNull();

    [Fact]
    public void A_privilege_on_a_routine_or_a_column_names_them_as_PostgreSQL_does()
    {
        var routine = Make("function", "total(", "a integer", ("owner", "erp"));
        var open = Make("function grant", "total((a integer)", "PUBLIC", ("privileges", "EXECUTE"));
        var granted = Make("function grant", "total((a integer)", "app", ("privileges", "EXECUTE"));
        Only(Of(routine, granted), Of(routine))
            .ShouldBe("GRANT EXECUTE ON ROUTINE public.\"total(\"(a integer) TO app;");
        // PUBLIC may call it by default: whether that was taken away or never told is not known.
        FixSql
            .Of(
                Comparison.Of(Of(routine, open), Of(routine)).Single(),
                Of(routine, open),
                Of(routine)
            )
            .ShouldBeNull();

        var column = Make(
            "column grant",
            "orders",
            "\"a \"\" to b\" to the shop",
            ("privileges", "SELECT, UPDATE*")
        );
        Only(Of(Table()), Of(Table(), column))
            .ShouldBe(
                "REVOKE SELECT (\"a \"\" to b\"), UPDATE (\"a \"\" to b\") ON TABLE public.orders FROM \"the shop\";"
            );
    }

    [Fact]
    public void An_identity_columns_sequence_is_changed_and_never_made()
    {
        var wanted = Make(
            "sequence",
            "numbers",
            "",
            [.. Counting, ("identity", "yes"), ("cache", "20")]
        );
        Only(Of(wanted), Of(Make("sequence", "numbers", "", [.. Counting, ("identity", "yes")])))
            .ShouldBe("ALTER SEQUENCE public.numbers CACHE 20;");
        FixSql.Of(Comparison.Of(Of(wanted), Of()).Single(), Of(wanted), Of()).ShouldBeNull();
    }

    [Fact]
    public void An_enum_whose_label_went_away_has_no_text() =>
        FixSql
            .Of(
                new(new("enum", "public", "mood"), "labels", "'a'", "'a', 'b'"),
                Of(Make("enum", "mood", "", ("labels", "'a'"))),
                Of(Make("enum", "mood", "", ("labels", "'a', 'b'")))
            )
            .ShouldBeNull();

    private static string Only(Catalog wanted, Catalog actual) =>
        FixSql.Of(Comparison.Of(wanted, actual).ShouldHaveSingleItem(), wanted, actual)!;

    private static string Text(Catalog wanted, Catalog actual) =>
        string.Join(
            "\n\n",
            Comparison
                .Of(wanted, actual)
                .Select(one =>
                    $"[{one.Change} {one.Id} {one.Attribute}]\n{FixSql.Of(one, wanted, actual) ?? "(no safe text)"}"
                )
        );

    private static Fact Table(params (string, string)[] attributes) =>
        Make("table", "orders", "", attributes);

    private static Fact Make(
        string kind,
        string name,
        string part,
        params (string, string)[] attributes
    ) => new(new(kind, "public", name, part), Map(attributes));

    private static ImmutableSortedDictionary<string, string> Map(
        params (string Name, string Value)[] attributes
    ) =>
        attributes.ToImmutableSortedDictionary(
            one => one.Name,
            one => one.Value,
            StringComparer.Ordinal
        );

    private static Catalog Of(params Fact[] facts) =>
        new(
            new(
                "15.20",
                150020,
                "shop",
                false,
                "C",
                null,
                ImmutableSortedDictionary<string, int>.Empty,
                ImmutableSortedDictionary<string, int>.Empty
            ),
            facts.ToImmutableSortedDictionary(fact => fact.Id, fact => fact, FactId.Order)
        );
}
