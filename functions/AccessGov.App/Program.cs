using AccessGov.App.Cli;

return await CommandLine.RunAsync(args, CliHost.Console);
