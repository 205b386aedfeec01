using System.Net.Http.Json;
using System.Text.Json;
using TshActions.Rig.Load;

namespace TshActions.Rig.Erp;

/// <summary>An order as a signed-in clerk places it: the POST of every load.</summary>
public static class ErpOrder
{
    private const string OneTea =
        """{"customer":"NORTH","items":[{"sku":"TEA-10","quantity":1}]}""";

    /// <summary>Signs in at the site and returns the request that orders with this sign-in.</summary>
    public static async Task<LoadRequest> SignInAsync(
        Uri site,
        double weight,
        CancellationToken cancel
    )
    {
        using var client = new HttpClient();
        using var login = await client.PostAsJsonAsync(
            new Uri(site, "/auth/login"),
            new Dictionary<string, string> { ["user"] = "clerk", ["password"] = "clerk-password" },
            cancel
        );
        var answer = await login.Content.ReadFromJsonAsync<JsonElement>(cancel);
        var token = answer.GetProperty("token").GetString();
        return LoadRequest.Post("/orders", OneTea, weight) with
        {
            Headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        };
    }

    /// <summary>What light clients of the site ask: two reads, and an order now and then.</summary>
    public static async Task<LoadPlan> LightClientsAsync(Uri site, CancellationToken cancel) =>
        LoadPlan.Gentle(
            site.Host,
            site.Port,
            LoadRequest.Get("/health", 2),
            LoadRequest.Get("/products?limit=5", 2),
            await SignInAsync(site, weight: 1, cancel)
        );
}
