using TshActions.Host;
using TshActions.Manifest;

namespace TshActions.Runtimes;

/// <summary>Which kind of slots an app has.</summary>
internal static class SlotRuntime
{
    public static ISlotRuntime Of(AppHost app, Action<string> tell, TimeProvider time) =>
        app.Place.Manifest.Runtime is DockerSpec
            ? new DockerRuntime(app, tell, time)
            : new SystemdRuntime(app);
}
