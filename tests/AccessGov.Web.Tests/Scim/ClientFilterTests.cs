using System.Text.Json.Nodes;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Scim;

/// <summary>What clients ask for when they look for people.</summary>
public sealed class ClientFilterTests(ClientFilterTests.People people) : IClassFixture<ClientFilterTests.People>
{
    private const string Ent = ScimStage.Enterprise;

    private static readonly JsonArray Nobody = [];

    private ScimStage Stage => people.Stage;

    // 1 花子 told at 00:00 in 税務課, 2 次郎 told at 00:10 and stopped at 00:30, 3 花道 told at 00:20 without a mail address.
    [Theory]
    [InlineData("displayName eq \"須坂 花子\"", "1")]
    [InlineData("displayName sw \"須坂 花\"", "1 3")]
    [InlineData("displayName co \"郎\"", "2")]
    [InlineData("displayName ew \"道\"", "3")]
    [InlineData("displayName ne \"須坂 花子\"", "2 3")]
    [InlineData("userName sw \"U30010\"", "1 2 3")]
    [InlineData("userName sw \"nobody\"", "")]
    [InlineData("externalId sw \"30010\"", "1 2 3")]
    [InlineData("active eq false", "2")]
    [InlineData("active eq \"True\"", "1 3")]
    [InlineData("active ne true", "2")]
    [InlineData("active pr", "1 2 3")]
    [InlineData("emails pr", "1 2")]
    [InlineData("emails.value eq \"300101@city.example\"", "1")]
    [InlineData("name.familyName eq \"消防\"", "1 2 3")]
    [InlineData("nickName pr", "")]
    [InlineData(Ent + ":department eq \"税務課\"", "1")]
    [InlineData(Ent + ".manager.value eq \"300001\"", "1 2 3")]
    [InlineData("userName eq \"u300101@city.example\" or userName eq \"u300103@city.example\"", "1 3")]
    [InlineData("userName eq \"u300103@city.example\" or externalId eq \"300103\" or externalId eq \"300101\"", "1 3")]
    [InlineData("externalId eq \"300102\" or displayName ew \"道\"", "2 3")]
    [InlineData("externalId eq \"300101\" or externalId eq \"300102\" and active eq true", "1")]
    [InlineData("(externalId eq \"300101\" or externalId eq \"300102\") and active eq false", "2")]
    [InlineData("(displayName sw \"須坂\") and (active eq true)", "1 3")]
    [InlineData("not (displayName sw \"須坂 花\")", "2")]
    [InlineData("active eq true and NOT(externalId eq \"300101\")", "3")]
    [InlineData("meta.lastModified gt \"2026-06-01T00:00:00Z\"", "2 3")]
    [InlineData("meta.lastModified ge \"2026-06-01T00:00:00Z\"", "1 2 3")]
    [InlineData("meta.lastModified ge \"2026-06-01T09:20:00+09:00\"", "2 3")]
    [InlineData("meta.lastModified gt \"2026-06-01T00:20:00.000Z\"", "2")]
    [InlineData("meta.lastModified gt \"2026-06-01T00:30:00Z\"", "")]
    [InlineData("meta.lastModified lt \"2026-06-01T00:20:00Z\"", "1")]
    [InlineData("meta.lastModified le \"2026-06-01T00:20:00Z\"", "1 3")]
    [InlineData("meta.created ge \"2026-06-01T00:10:00Z\" and meta.created lt \"2026-06-01T00:20:00Z\"", "2")]
    [InlineData("meta.lastModified ge \"2026-06-01T00:00:00Z\" and active eq false", "2")]
    public async Task A_client_finds_whom_it_asks_for(string filter, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => "30010" + n), await Stage.FoundAsync(filter));

    [Theory]
    [InlineData("displayName eq", "text")]
    [InlineData("nothing eq \"x\"", "Schemas")]
    [InlineData("userName gt \"a\"", "meta.lastModified")]
    [InlineData("active co \"t\"", "eq")]
    [InlineData("active eq \"perhaps\"", "true")]
    [InlineData("userName eq true", "text")]
    [InlineData("meta.lastModified gt \"yesterday\"", "2026-04-01T00:00:00Z")]
    [InlineData("meta.lastModified gt \"2026-06-01T00:00:00 09:00\"", "%2B")]
    [InlineData("meta.lastModified co \"2026\"", "gt")]
    [InlineData("meta.version eq \"x\"", "Schemas")]
    [InlineData("userName eq \"a\" or", "or")]
    [InlineData("(userName eq \"a\"", "bracket")]
    [InlineData("userName eq \"a\")", "and")]
    [InlineData("not userName eq \"a\"", "not")]
    [InlineData("emails[type eq \"work\"]", "emails.value")]
    [InlineData("name eq \"x\"", "part")]
    [InlineData("password eq \"a\"", "Schemas")]
    public async Task A_filter_that_cannot_be_answered_says_why(string filter, string says) =>
        (await Stage.GetAsync("/Users?filter=" + Uri.EscapeDataString(filter))).Is(400, "invalidFilter").Says(says);

    [Fact]
    public async Task A_client_pages_through_what_it_found()
    {
        var page = (await Stage.GetAsync("/Users?startIndex=2&count=1&filter=" + Uri.EscapeDataString("displayName sw \"須坂\""))).Is(200);
        Assert.Equal(
            (3, 2, 1, "300102"),
            (
                (int)page.Body!["totalResults"]!,
                (int)page.Body["startIndex"]!,
                (int)page.Body["itemsPerPage"]!,
                (string?)page.Body["Resources"]![0]!["externalId"]
            )
        );
        Assert.Equal(["300103"], await Stage.FoundAsync("displayName sw \"須坂\"", "&startIndex=3"));
        Assert.Empty(await Stage.FoundAsync("displayName sw \"須坂\"", "&count=0"));
    }

    [Fact]
    public async Task Nobody_of_another_source_is_found()
    {
        Stage.As = "mayor";
        foreach (var filter in new[] { "displayName pr", "active eq true or active eq false", "meta.created pr", "not (title pr)" })
            Assert.Empty(await Stage.FoundAsync(filter));
        Stage.As = "both";
        Assert.Equal(3, (await Stage.FoundAsync("displayName pr")).Length);
        Stage.As = "fire";
    }

    /// <summary>Three firefighters, told at three times.</summary>
    public sealed class People : IAsyncLifetime
    {
        internal ScimStage Stage { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Stage = await ScimStage.OpenAsync();
            var ids = new List<string>();
            foreach (var (number, name) in new[] { ("300101", "須坂 花子"), ("300102", "須坂 次郎"), ("300103", "須坂 花道") })
            {
                var user = ScimStage.User(number);
                user["displayName"] = name;
                if (number == "300103")
                    user["emails"] = Nobody.DeepClone();
                if (number == "300101")
                    user[Ent]!["department"] = "税務課";
                ids.Add((string)(await Stage.PostAsync("/Users", user)).Is(201).Body!["id"]!);
                Stage.Clock.Advance(TimeSpan.FromMinutes(10));
            }
            (await Stage.PatchAsync(ids[1], """[{"op":"replace","path":"active","value":false}]""")).Is(200);
        }

        public ValueTask DisposeAsync() => Stage.DisposeAsync();
    }
}
