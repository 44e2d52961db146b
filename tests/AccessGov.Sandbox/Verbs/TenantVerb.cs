using System.CommandLine;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Verbs;

/// <summary><c>tenant</c>: runs the tenant emulator until it is stopped.</summary>
internal static class TenantVerb
{
    public static Command Command()
    {
        var port = new Option<int>("--port") { Description = "Loopback port; 0 takes a free one." };
        var state = new Option<FileInfo>("--state") { Description = "Loaded at start if it exists, written at the end.", Required = true };
        var record = new Option<FileInfo?>("--record") { Description = "Write every exchange to this file, one JSON line each." };
        var users = new Option<int>("--users") { Description = "Add this many users when the tenant has none." };
        var command = new Command("tenant", "Run a pretend Entra tenant that speaks Microsoft Graph v1.0.") { port, state, record, users };
        command.SetAction(
            (parsed, cancellation) =>
                Run(
                    new()
                    {
                        Port = parsed.GetValue(port),
                        StateFile = parsed.GetRequiredValue(state).FullName,
                        RecordFile = parsed.GetValue(record)?.FullName,
                    },
                    parsed.GetValue(users),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> Run(TenantOptions options, int users, CancellationToken cancellation)
    {
        await using var tenant = await TenantEmulator.StartAsync(options);
        if (tenant.Directory.UserCount == 0)
            SampleUsers.AddTo(tenant.Directory, users);
        Console.WriteLine($"Graph  {tenant.BaseUri}");
        Console.WriteLine($"Token  {tenant.TokenUri}");
        Console.WriteLine($"Users  {tenant.Directory.UserCount}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            var counters = tenant.Counters;
            Console.WriteLine(
                $"Served {counters.HttpRequests} requests and {counters.SubRequests} in batches; {counters.NotEmulated} not emulated."
            );
        }

        return tenant.Counters.NotEmulated == 0 ? 0 : 1;
    }
}
