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
}
