using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class DatabaseRulesTests
{
    [Theory]
    [InlineData("https://s3.example.com", true)]
    [InlineData("http://127.0.0.1:9000", true)]
    [InlineData("http://localhost:9000", true)]
    [InlineData("http://minio:9000", true)]
    [InlineData("http://10.1.2.3:9000", true)]
    [InlineData("http://172.16.0.1:9000", true)]
    [InlineData("http://172.31.0.1:9000", true)]
    [InlineData("http://192.168.0.1:9000", true)]
    [InlineData("http://[::1]:9000", true)]
    [InlineData("http://[fd00::1]:9000", true)]
    [InlineData("http://172.32.0.1:9000", false)]
    [InlineData("http://192.169.0.1:9000", false)]
    [InlineData("http://11.0.0.1:9000", false)]
    [InlineData("http://[2001:db8::1]:9000", false)]
    [InlineData("http://s3.example.com", false)]
    public void Backups_go_unencrypted_only_where_nobody_else_listens(
        string endpoint,
        bool allowed
    ) =>
        ManifestReader
            .Read(
                Texts.OneHost(Texts.Systemd)
                    + $"migrations: {{ kind: alembic }}\nbackup:\n  s3: {{ endpoint: \"{endpoint}\", bucket: tsh-backups }}\n"
            )
            .Problems.Count.ShouldBe(allowed ? 0 : 1);

    [Theory]
    [InlineData("/usr/bin/env DB=postgres://erp:$PASSWORD@127.0.0.1/erp serve --port {port}", 0)]
    [InlineData("/usr/bin/env DB=postgres://erp:hunter2@127.0.0.1/erp serve --port {port}", 1)]
    public void A_password_is_refused_wherever_it_stands_and_a_variable_is_not(
        string command,
        int problems
    ) =>
        ManifestReader
            .Read(Texts.OneHost($"runtime:\n  kind: systemd\n  command: {command}\n"))
            .Problems.Count.ShouldBe(problems);
}
