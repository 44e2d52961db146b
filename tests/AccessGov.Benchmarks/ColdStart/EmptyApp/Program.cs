// The least that answers the Functions host: what a cold start costs before any of our code runs.
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder
    .WebHost.UseKestrelCore()
    .ConfigureKestrel(kestrel =>
        kestrel.Listen(
            System.Net.IPAddress.Loopback,
            int.Parse(
                Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT")!,
                System.Globalization.CultureInfo.InvariantCulture
            )
        )
    );
var app = builder.Build();
app.Run(async context =>
{
    context.Response.ContentType = "application/json";
    await context.Response.WriteAsync("{}");
});
await app.RunAsync();
