namespace AccessGov.Sandbox;

/// <summary>The clone that the running program was built in.</summary>
public static class Repository
{
    /// <summary>Its folder, found by walking up to the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file or folder of it.</summary>
    public static string Path(string inside) => System.IO.Path.Combine(Root, inside);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "AccessGov.sln")))
                return at.FullName;
        throw new InvalidOperationException("This runs from below the folder of AccessGov.sln only.");
    }
}
