using TshActions.Host;

namespace TshActions.Tests.Host;

public class HostHelperTests
{
    [Fact]
    public void The_helper_is_made_of_the_parts_in_the_repository_and_named_by_its_content()
    {
        var parts = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src/TshActions/Host/helper"))
            .Order(StringComparer.Ordinal);
        HostHelper.Text.ShouldBe(string.Concat(parts.Select(File.ReadAllText)));
        HostHelper.FileName.ShouldMatch(@"\Atsh-host-[0-9a-f]{12}\z");
    }

    [Fact]
    public void The_helper_is_for_any_POSIX_shell_and_has_unix_line_ends()
    {
        HostHelper.Text.ShouldStartWith("#!/bin/sh\n");
        HostHelper.Text.ShouldNotContain("\r");
    }
}
