using TshActions.Host;

namespace TshActions.Releases;

/// <summary>Retention at the end of a deployment. A release that is confirmed stays so, whatever becomes of this.</summary>
internal static class Pruning
{
    public static async Task<string> TryAsync(AppHost app, int kept, CancellationToken cancel)
    {
        try
        {
            var cleaning = new Cleaning(app.Remote, app.Helper, app.Place.Root);
            return (await cleaning.CleanAsync(app.Token, kept, cancel)).Text;
        }
        catch (ActionException error)
        {
            return $"left for the next time: {error.Message}";
        }
    }
}
