using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Mail;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Mail in a village: switched on, and what came of it.</summary>
internal static class VillageMail
{
    public const string Sender = "johosei@city.suzaka.example";

    /// <summary>Writes the settings.</summary>
    public static void Switch(VillageStory village, Func<JsonObject, JsonNode> how)
    {
        var file = Path.Combine(village.Root, "accessgov.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        settings["portal"] = new JsonObject
        {
            ["address"] = "https://portal.city.example",
            ["signIn"] = "key",
            ["cityName"] = "村",
        };
        var mail = new JsonObject
        {
            ["sender"] = Sender,
            ["contact"] = "情報システム課 内線 123",
            ["dueOn"] = "2026-03-31",
        };
        how(mail);
        settings["mail"] = mail;
        File.WriteAllText(file, settings.ToJsonString());
    }

    /// <summary>Through Graph, with the mailbox that sends.</summary>
    public static void SwitchOn(VillageStory village)
    {
        village.Tenant.Directory.Add(new TenantUser(Sender));
        Switch(village, Graph);
    }

    public static JsonObject Graph(JsonObject mail)
    {
        mail["kind"] = "graph";
        return mail;
    }

    public static JsonObject Smtp(JsonObject mail, SmtpDouble server)
    {
        mail["kind"] = "smtp";
        mail["smtp"] = new JsonObject
        {
            ["host"] = "127.0.0.1",
            ["port"] = $"{server.Port}",
            ["security"] = "none",
        };
        return mail;
    }

    /// <summary>Mails to one person, oldest first.</summary>
    public static IReadOnlyList<TenantMail> To(VillageStory village, EmployeeId person) =>
        [.. village.Tenant.Directory.Mails.Where(m => m.To.Single() == village.Account(person).UserPrincipalName)];

    /// <summary>How many mails a run about something sent, which the tenant received.</summary>
    public static async Task<int> RemindAsync(VillageStory village, string what, string? on = null)
    {
        if (on is not null)
            village.MoveTo(on);
        var before = village.Tenant.Directory.Mails.Count;
        var sent = (await village.RunAsync($"{what} remind --json")).Ended(ExitCodes.Done)["sent"].GetInt32();
        Assert.Equal(sent, village.Tenant.Directory.Mails.Count - before);
        return sent;
    }
}
