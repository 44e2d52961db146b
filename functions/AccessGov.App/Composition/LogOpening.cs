using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Settings;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace AccessGov.App.Composition;

/// <summary>Opens what keeps the log.</summary>
internal static class LogOpening
{
    private static readonly TimeSpan WitnessWithin = TimeSpan.FromSeconds(15);

    /// <summary>Who is asked, as the settings' file has them.</summary>
    /// <returns>The policy, or every fault of it; neither when the settings name none.</returns>
    public static (WitnessPolicy? Policy, IReadOnlyList<Wording> Faults) Witnesses(LogSettings settings)
    {
        if (settings.WitnessPolicyFile is not { } file)
            return (null, []);
        var read = WitnessPolicyReader.Read(File.ReadAllBytes(file));
        return (
            read.Policy,
            [
                .. read.Flaws.Select(f => Wording.Of("Settings.at", file, f.What)),
                .. read.Policy?.Witnesses.Where(w => w.Url is not null && WitnessDoor.Of(w.Url, Web.Http) is null)
                    .Select(w => Wording.Of("Settings.witness-address", file, w.Name, w.Url))
                    ?? [],
            ]
        );
    }

    /// <summary>Puts it together.</summary>
    public static LogKeeping OpenLog(this AccessGovSettings settings, WitnessPolicy? witnesses, SigningKey chainKey)
    {
        var log = settings.Log;
        return new LogKeeping(
            new SigningKey(log.KeyFile, log.KeySecretUri),
            MemoryOf(log),
            witnesses is null ? null : new AskWitnesses(witnesses, Web.Http),
            chainKey
        );
    }

    /// <summary>What remembers outside the store.</summary>
    public static OutsideMemory MemoryOf(LogSettings log) =>
        log.MemoryBlobUri is { } uri ? new BlobMemory(new BlobClient(uri, new DefaultAzureCredential())) : new FileMemory(log.MemoryFile);

    /// <summary>One for the process: it holds connections and nothing else. Made by whoever has a witness to ask.</summary>
    private static class Web
    {
        public static HttpClient Http { get; } =
            new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            {
                Timeout = WitnessWithin,
                MaxResponseContentBufferSize = AskWitnesses.MostBytes,
            };
    }
}
