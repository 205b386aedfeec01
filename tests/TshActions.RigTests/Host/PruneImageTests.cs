using TshActions.Rig.Docker;

namespace TshActions.RigTests.Host;

/// <summary>Images go with the deployments that name them, by id, on this machine's docker; nothing else is looked at.</summary>
public sealed class PruneImageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task An_image_goes_with_the_last_deployment_that_names_it(string shell)
    {
        if (await DockerCli.WhyUnusableAsync(Cancel) is { } why)
            Missing.Report(why);
        using var host = await KeptFolder.MakeAsync(shell);
        string[] ids = [await BuildAsync(), await BuildAsync(), await BuildAsync()];
        var used = "";
        try
        {
            var (shared, own, running) = (ids[0], ids[1], ids[2]);
            used = await DockerCli.RequireAsync(["create", running, "/nothing"], Cancel);
            foreach (var number in new[] { 4, 5, 6, 7 })
                await host.AddAsync($"d{number}", $"r{number}");
            await host.ShellAsync(
                $"""
                cd {host.Root}/deployments
                echo {shared} >d3/image; echo {shared} >d4/image; echo {own} >d5/image; echo {running} >d6/image
                echo '--force x' >d7/image
                """
            );

            var ran = await host.PruneAsync(
                "deployment d4\ndeployment d5\ndeployment d6\ndeployment d7\n"
            );

            ran.ExitCode.ShouldBe(0, ran.Output + ran.Error);
            ran.Output.ShouldContain(
                $"removed deployment d4\nremoved image {own}\nremoved deployment d5\n"
            );
            ran.Output.ShouldContain($"kept image {running}: ");
            host.Names("deployments").ShouldBe(["d1", "d2", "d3"]);
            (await IsThereAsync(shared)).ShouldBeTrue();
            (await IsThereAsync(own)).ShouldBeFalse();
            (await IsThereAsync(running)).ShouldBeTrue();
        }
        finally
        {
            if (used.Length > 0)
                await DockerCli.RunAsync(["rm", used], Cancel);
            foreach (var id in ids)
                await DockerCli.RunAsync(["image", "rm", id], Cancel);
        }
    }

    /// <summary>An image of one small file that no other has.</summary>
    private static async Task<string> BuildAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tsh-image-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "Dockerfile"),
                "FROM scratch\nCOPY mark /mark\n",
                Cancel
            );
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "mark"),
                Guid.NewGuid().ToString(),
                Cancel
            );
            return await DockerCli.RequireAsync(["build", "-q", folder.FullName], Cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> IsThereAsync(string id) =>
        (await DockerCli.RunAsync(["image", "inspect", id], Cancel)).Succeeded;
}
