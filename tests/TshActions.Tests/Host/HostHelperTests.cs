using TshActions.Host;

namespace TshActions.Tests.Host;

public class HostHelperTests
{
    [Fact]
    public void The_helper_is_the_file_of_the_repository_and_named_by_its_content()
    {
        HostHelper.Text.ShouldBe(Repository.Read("src/TshActions/Host/tsh-host.sh"));
        HostHelper.FileName.ShouldMatch(@"\Atsh-host-[0-9a-f]{12}\z");
    }

    [Fact]
    public void The_helper_is_for_any_POSIX_shell_and_has_unix_line_ends()
    {
        HostHelper.Text.ShouldStartWith("#!/bin/sh\n");
        HostHelper.Text.ShouldNotContain("\r");
    }
}
