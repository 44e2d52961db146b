using System.Text.Json;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>What starts the worker, as <c>worker.config.json</c> of the application says and the host's own rules complete it.</summary>
/// <param name="Executable"><c>dotnet</c>, or the application's own executable when it is self-contained.</param>
/// <param name="WorkerPath">The application's .dll: first argument in both cases.</param>
internal sealed record WorkerCommand(string Executable, string WorkerPath)
{
    public const string Language = "dotnet-isolated";

    // Where the SDK's host extension puts the application's folder (FunctionMetadataLoaderExtension/Startup.cs).
    private const string Root = "{WorkerRoot}";

    // The host sets no limit (RpcWorkerConstants.DefaultMaxMessageLengthBytes).
    private const int MaxMessageBytes = int.MaxValue;

    /// <param name="folder">The application's folder.</param>
    /// <param name="appSettings">May name another executable: <c>languageWorkers__dotnet-isolated__defaultExecutablePath</c>.</param>
    public static WorkerCommand Read(string folder, IReadOnlyDictionary<string, string> appSettings)
    {
        var file = Path.Combine(folder, "worker.config.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var description = document.RootElement.GetProperty("description");
        string Text(string name) => description.GetProperty(name).GetString()!;
        if (Text("language") != Language)
            throw new InvalidDataException($"{file}: the language is not {Language}.");
        if (Text("workerIndexing") != "true")
            throw new InvalidDataException($"{file}: the worker does not tell its functions itself.");
        const string property = "defaultExecutablePath";
        var executable = appSettings.GetValueOrDefault($"languageWorkers__{Language}__{property}") ?? Text(property);
        if (executable.Contains(Root, StringComparison.Ordinal))
            executable = Existing(Path.Combine(folder, executable.Replace(Root, "", StringComparison.Ordinal)));
        return new WorkerCommand(executable, Existing(Path.Combine(folder, Text("defaultWorkerPath"))));
    }

    /// <summary>Everything is said twice, under an old name and under one that no program's own options have (RpcWorkerContext).</summary>
    /// <param name="host">Where the host listens for the worker.</param>
    /// <param name="workerId">Names this start.</param>
    public IReadOnlyList<string> Arguments(Uri host, string workerId)
    {
        var request = Guid.NewGuid().ToString();
        return
        [
            WorkerPath,
            "--host",
            host.Host,
            "--port",
            $"{host.Port}",
            "--workerId",
            workerId,
            "--requestId",
            request,
            "--grpcMaxMessageLength",
            $"{MaxMessageBytes}",
            "--functions-uri",
            host.AbsoluteUri,
            "--functions-worker-id",
            workerId,
            "--functions-request-id",
            request,
            "--functions-grpc-max-message-length",
            $"{MaxMessageBytes}",
        ];
    }

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"The file '{path}' was not found.", path);
}
