using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>
/// A package source on loopback that serves advisories alone (learn.microsoft.com, NuGet API, "Vulnerability information").
/// </summary>
internal sealed class AdvisorySource : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly WebApplication app;

    private AdvisorySource(WebApplication app) => this.app = app;

    /// <summary>A NuGet.config with this source as the only one that is asked for advisories.</summary>
    public string Config => folder.File("nuget.config");

    /// <summary>These versions of these packages have an advisory: <c>(, 13.0.1)</c> is each before 13.0.1.</summary>
    public static async Task<AdvisorySource> StartAsync(params (string Package, string Versions)[] vulnerable)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var source = new AdvisorySource(builder.Build());
        source.app.UseRouting();
        source.Serve("/index.json", at => new
        {
            version = "3.0.0",
            resources = new[] { new Dictionary<string, string> { ["@id"] = $"{at}/pages.json", ["@type"] = "VulnerabilityInfo/6.7.0" } },
        });
        source.Serve("/pages.json", at => new[]
        {
            new Dictionary<string, string> { ["@name"] = "base", ["@id"] = $"{at}/base.json", ["@updated"] = "2026-01-01T00:00:00Z" },
        });
        source.Serve("/base.json", _ => vulnerable.ToDictionary(
            v => v.Package, v => new[] { new { url = "https://advisories.example/1", severity = 3, versions = v.Versions } }));
        await source.app.StartAsync();
        await File.WriteAllTextAsync(source.Config, $"""
            <configuration>
              <auditSources>
                <clear />
                <add key="here" value="{source.app.Urls.First()}/index.json" allowInsecureConnections="true" />
              </auditSources>
            </configuration>
            """);
        return source;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Dispose();
    }

    private void Serve(string path, Func<string, object> answer) => app.MapGet(path, context =>
        context.Response.WriteAsync(JsonSerializer.Serialize(answer(app.Urls.First())), context.RequestAborted));
}
