using TshActions.Core.Releases;
using TshActions.Drift;

namespace TshActions.Tests.Drift;

public sealed class ScratchVariablesTests
{
    [Fact]
    public void Whatever_leads_to_a_PostgreSQL_leads_to_the_scratch_and_no_secret_is_told()
    {
        var (live, _) = EnvironmentFile.Parse(
            """
            DATABASE_URL=postgresql+asyncpg://erp:secret@127.0.0.1:5432/erp?ssl=require
            READ_URL=postgres://reader:other@10.0.0.2/erp
            REDIS_URL=redis://:third@127.0.0.1/0
            DEBUG=0
            """
        );

        var variables = ScratchVariables
            .Of(live, "erp owner", "/tmp/tsh-scratch.a1", "staging")
            .ToList();

        variables
            .Take(3)
            .ShouldBe([
                "DATABASE_URL=postgresql+asyncpg://erp%20owner:{password}@/staging?host=/tmp/tsh-scratch.a1",
                "READ_URL=postgres://erp%20owner:{password}@/staging?host=/tmp/tsh-scratch.a1",
                "PGHOST=/tmp/tsh-scratch.a1",
            ]);
        variables.ShouldContain("PGHOSTADDR=");
        string.Concat(variables).ShouldNotContain("secret");
        string.Concat(variables).ShouldNotContain("REDIS");
    }
}
