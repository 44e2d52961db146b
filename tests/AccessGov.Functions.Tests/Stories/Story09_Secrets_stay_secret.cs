using System.Text;
using System.Text.RegularExpressions;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City.Files;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Every byte that the product leaves behind or says, after a whole 1 April and a few failures.</summary>
public sealed class Story09_Secrets_stay_secret
{
    [Fact]
    public async Task No_secret_token_password_or_sensitive_column_is_kept_or_said()
    {
        await using var city = await CityStory.OpenAsync(staff: 60);
        await city.SettleOldYearAsync();
        city.MoveTo(4, 1);
        await city.ImportAsync("4-1", "2026-04-01");
        (await city.RunAsync($"hr announce {city.Delivery("announcement.csv")}", city.Announcer)).Ended(ExitCodes.Done);
        city.Tenant.Faults.Next("POST /users", status: 503);
        await city.SettleAsync();
        foreach (var status in new[] { 400, 401, 403, 500 })
        {
            city.Tenant.Faults.Next("GET /users", times: 20, status: status);
            Assert.NotEqual(ExitCodes.Done, (await city.RunAsync("verify")).ExitCode);
            city.Tenant.Faults.Calm();
        }
        (await city.RunAsync($"audit export {Path.Combine(city.State, "audit")}")).Ended(ExitCodes.Done);

        var left = await EverythingAsync(city);
        // What may be kept is found, so the search does look into everything; JSON escapes the wide space.
        Assert.Contains(
            city.City.People().First().After.DisplayName.Replace("　", "\\u3000", StringComparison.Ordinal),
            left,
            StringComparison.Ordinal
        );
        Assert.All(
            (string[])[Story.Secret, "Bearer", "sandbox.", "passwordProfile", "forceChangePassword"],
            s => Assert.DoesNotContain(s, left, StringComparison.Ordinal)
        );
        var sensitive = await SensitiveCellsAsync(city);
        Assert.True(sensitive.Count > 40);
        // A bare number may occur inside a hash or an instant; as a value of its own it may not.
        Assert.All(sensitive, cell => Assert.DoesNotMatch($"(?<![0-9A-Za-z]){Regex.Escape(cell)}(?![0-9A-Za-z])", left));
        await city.RunAgainChangesNothingAsync();
    }

    /// <summary>The state folder, compressed files unpacked, and everything that was said.</summary>
    private static async Task<string> EverythingAsync(CityStory city)
    {
        var text = new StringBuilder(city.Said);
        foreach (var file in System.IO.Directory.EnumerateFiles(city.State, "*", SearchOption.AllDirectories))
        {
            var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            text.Append(content.AsSpan().StartsWith([(byte)0x1F, (byte)0x8B]) ? Gzip.Text(content) : Encoding.UTF8.GetString(content));
        }
        return text.ToString();
    }

    /// <summary>Cells of 生年月日, 給料, 共済番号 and 口座番号 that can be nothing else.</summary>
    private static async Task<IReadOnlyList<string>> SensitiveCellsAsync(CityStory city)
    {
        var header = new MayorFormat().Header;
        var columns = Enumerable.Range(0, header.Count).Where(i => SensitiveColumns.Names(header[i])).ToArray();
        Assert.Equal(5, columns.Length);
        var lines = CodePagesEncodingProvider
            .Instance.GetEncoding(932)!
            .GetString(await File.ReadAllBytesAsync(city.Delivery("3-31/mayor.csv"), TestContext.Current.CancellationToken))
            .Split("\r\n")
            .Skip(3)
            .Where(l => l.StartsWith("00", StringComparison.Ordinal))
            .Take(20)
            .Select(l => l.Split(','));
        return [.. lines.SelectMany(cells => columns.Select(c => cells[c])).Where(cell => cell.Length >= 7).Distinct()];
    }
}
