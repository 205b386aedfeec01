namespace TshActions.RigTests.Host;

/// <summary>What the kernel counted for a slot's processes, read from cgroups of either version as files show them.</summary>
public sealed class SlotUsageTests
{
    private const string Mebibyte = "*1048576";

    public static TheoryData<string> Shells => ["dash", "busybox"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Version_2_tells_both_of_the_limit_a_process_has(string shell) =>
        (
            await UsageAsync(
                shell,
                $$"""
                echo '0::/app.slice/erp.service' >proc/7/cgroup
                mkdir -p tree/app.slice/erp.service
                cd tree/app.slice/erp.service
                printf 'usage_usec 5000000\nuser_usec 4000000\n' >cpu.stat
                echo '50000 100000' >cpu.max
                echo $((300{{Mebibyte}})) >memory.current
                printf 'anon 1\ninactive_file %s\n' $((100{{Mebibyte}})) >memory.stat
                echo $((400{{Mebibyte}})) >memory.max
                """
            )
        ).ShouldBe("used erp 5000000 0.5 1000.50\nheld erp 50.0\n");

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_process_without_a_limit_is_measured_by_the_host(string shell) =>
        (
            await UsageAsync(
                shell,
                $$"""
                echo '0::/erp.service' >proc/7/cgroup
                mkdir -p tree/erp.service
                cd tree/erp.service
                echo 'usage_usec 1' >cpu.stat
                echo 'max 100000' >cpu.max
                echo $((100{{Mebibyte}})) >memory.current
                echo max >memory.max
                """
            )
        ).ShouldBe("used erp 1 2 1000.50\nheld erp 10.0\n");

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Version_1_has_a_place_for_each_kind(string shell) =>
        (
            await UsageAsync(
                shell,
                $$"""
                printf '5:cpu,cpuacct:/docker/ab\n4:memory:/docker/ab\n0::/\n' >proc/7/cgroup
                mkdir -p tree/cpu/docker/ab tree/cpuacct/docker/ab tree/memory/docker/ab
                cd tree
                echo 150000 >cpu/docker/ab/cpu.cfs_quota_us
                echo 100000 >cpu/docker/ab/cpu.cfs_period_us
                echo 2500000999 >cpuacct/docker/ab/cpuacct.usage
                echo $((250{{Mebibyte}})) >memory/docker/ab/memory.usage_in_bytes
                printf 'cache 1\ntotal_inactive_file 0\n' >memory/docker/ab/memory.stat
                echo 9223372036854771712 >memory/docker/ab/memory.limit_in_bytes
                """
            )
        ).ShouldBe("used erp 2500001 1.5 1000.50\nheld erp 25.0\n");

    [Theory(Timeout = 60_000)]
    [InlineData("dash", "0::/")]
    [InlineData("dash", "3:cpuacct:/\\n4:memory:/\\n0::/erp.service")]
    [InlineData("busybox", "0::/../../elsewhere")]
    public async Task What_cannot_be_told_from_the_host_is_left_out(string shell, string cgroup) =>
        (
            await UsageAsync(
                shell,
                $"""
                printf '{cgroup}\n' >proc/7/cgroup
                mkdir -p tree/cpuacct tree/memory
                echo 'usage_usec 1' >tree/cpu.stat
                echo 1 >tree/memory.current
                echo 1 >tree/cpuacct/cpuacct.usage
                echo 1 >tree/memory/memory.usage_in_bytes
                """
            )
        ).ShouldBe("");

    [Theory(Timeout = 60_000)]
    [InlineData(
        "used a 0 2 10\nused b 0 2 10",
        "used a 3000000 2 20\nused b 8000000 2 20",
        "slot-cpu 40.0\n"
    )]
    [InlineData("used a 500000 2 10", "used a 1 2 20", "")]
    [InlineData("used b 500000 2 10", "used a 600000 2 20", "")]
    [InlineData("", "used a 600000 2 20", "")]
    [InlineData("", "held a 12.5\nheld b 80.1\nheld c 9", "slot-memory 80.1\n")]
    public async Task The_process_nearest_to_its_limit_stands_for_the_slot(
        string before,
        string now,
        string shares
    )
    {
        using var host = await KeptFolder.MakeAsync("dash");
        var said = await host.InHelperAsync($"echo '{now}' | slot_shares '{before}'");
        (said.Error, said.Output).ShouldBe(("", shares));
    }

    /// <summary>On a host with 1,000 MiB and two processors, for the process 7 whose files the script writes.</summary>
    private static async Task<string> UsageAsync(string shell, string files)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        var said = await host.InHelperAsync(
            $$"""
            cd '{{host.Root}}' && mkdir -p proc/7 tree
            echo 'MemTotal:        1024000 kB' >proc/meminfo
            echo '1000.50 3900.12' >proc/uptime
            printf 'cpu  9 0\ncpu0 5 0\ncpu1 4 0\nintr 7\n' >proc/stat
            (
            {{files}}
            )
            printf 'erp 7\ngone 0\nlost -\n' | slot_usage "$PWD/tree" "$PWD/proc"
            """
        );
        said.Error.ShouldBe("");
        return said.Output;
    }
}
