using TshActions.Core.Init;

namespace TshActions.Tests.Init;

public class OtherWorkflowTests
{
    [Theory]
    [InlineData("on: push\njobs: { a: { steps: [{ run: rsync -a . vps:/srv }] } }", "rsync")]
    [InlineData("on:\n  push:\n    branches: [main]\n\n  # scp x\n  run: ssh vps true", "ssh")]
    [InlineData(
        "on:\n  push:\n    branches: [\"develop\"]\nuses: appleboy/scp-action@v1",
        "appleboy/scp-action"
    )]
    [InlineData("on: [push]\nrun: echo # ssh vps", null)]
    [InlineData("on: pull_request\nrun: ssh vps", null)]
    [InlineData("on:\n  push:\n    branches: [docs]\nrun: ssh vps", null)]
    [InlineData("on:\n  push:\n    branches: [main-docs]\nrun: ssh vps", null)]
    [InlineData(
        "on: push\nuses: tsh-actions/tsh-actions/.github/workflows/deploy.yml@v1\n# or ssh vps",
        null
    )]
    [InlineData("on: push\nrun: echo sshd_config", null)]
    public void One_that_deploys_by_a_push_to_the_same_branches_is_known_by_a_word_of_it(
        string text,
        string? word
    ) => OtherWorkflow.Of("x.yml", text, ["develop", "main"]).Deploys.ShouldBe(word);
}
