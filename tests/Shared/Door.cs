using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AccessGov.App.Composition;
using AccessGov.App.Drift;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccessGov.Tests;

/// <summary>The portal over HTTP within the test, and queues that are worked off when the test says so.</summary>
internal sealed class Door : IAsyncDisposable
{
    private static readonly IReadOnlyList<FunctionBinding.Queue> Functions =
    [
        .. FunctionsMetadata.Read().OfType<FunctionBinding.Queue>().Where(f => !f.Function.Contains('-', StringComparison.Ordinal)),
    ];
    private readonly TriggerMethods methods;
    private readonly WebApplication app;
    private Installation? installation;

    private Door()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<Func<Installation>>(() => installation!);
        builder.Services.AddSingleton<TriggerBoundary>().AddSingleton<PortalPipeline>();
        app = builder.Build();
        app.Run(app.Services.GetRequiredService<PortalPipeline>().AnswerAsync);
        methods = new TriggerMethods(app.Services);
    }

    public HttpClient Http { get; private set; } = null!;

    public Workspace Workspace => installation!.Workspace;

    public static async Task<Door> OpenAsync(Stage stage, TimeProvider? clock = null, string tenantId = "")
    {
        var door = new Door();
        await door.app.StartAsync();
        var address = new Uri(door.app.Urls.First());
        door.Http = new HttpClient { BaseAddress = address };
        door.installation = stage.Open(address, clock, tenantId);
        return door;
    }

    /// <summary>Posts JSON text.</summary>
    public async Task<(HttpStatusCode Status, string Body, string Headers)> PostAsync(
        string path,
        string json,
        CancellationToken ct,
        bool chunked = false
    )
    {
        using HttpContent content = chunked ? new StreamContent(new Unseekable(Encoding.UTF8.GetBytes(json))) : new StringContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var reply = await Http.PostAsync(path, content, ct);
        reply.Headers.Date = null;
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(ct), $"{reply.Headers}{reply.Content.Headers}");
    }

    /// <summary>The messages that wait for <c>DirectoryChanged</c>, taken out.</summary>
    public async Task<List<WorkMessage>> TakeAsync(CancellationToken ct)
    {
        var taken = new List<WorkMessage>();
        while (await Workspace.Queue.ReceiveAsync(WorkQueues.DirectoryChanged, 16, TimeSpan.FromMinutes(1), ct) is { Count: > 0 } messages)
            foreach (var message in messages)
            {
                taken.Add(WorkMessage.Read(Workspace, message.Body));
                await Workspace.Queue.DeleteAsync(WorkQueues.DirectoryChanged, message, ct);
            }
        return taken;
    }

    /// <summary>Works off every queue through the triggers, until nothing is visible. <paramref name="except"/> is left alone.</summary>
    public async Task DrainAsync(CancellationToken ct, QueueName? except = null)
    {
        for (var isBusy = true; isBusy;)
        {
            isBusy = false;
            foreach (var function in Functions)
            {
                if (function.Name == except)
                    continue;
                foreach (var message in await Workspace.Queue.ReceiveAsync(function.Name, 4, TimeSpan.FromMinutes(1), ct))
                {
                    isBusy = true;
                    Assert.True(await methods.Of(function)(message.Body, ct));
                    await Workspace.Queue.DeleteAsync(function.Name, message, ct);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        installation!.Dispose();
    }

    /// <summary>Its length is not known, so it is sent in chunks.</summary>
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
