using Microsoft.Data.SqlClient;

namespace Metrology.Db.SqlServer;

/// <summary>What the server's refusals mean, and how often a use case starts over.</summary>
internal static class SqlServerErrors
{
    /// <summary>A deadlock victim or a lost connection starts the whole use case over at most this often.</summary>
    public const int MaximumRetries = 6;

    /// <summary>Longest pause before the next try; pauses grow from nothing with jitter.</summary>
    public static readonly TimeSpan MaximumDelay = TimeSpan.FromSeconds(3);

    private const int DuplicateIndexKey = 2601;
    private const int DuplicateConstraintKey = 2627;

    public static bool IsUniqueViolation(Exception? exception) => exception is SqlException { Number: DuplicateIndexKey or DuplicateConstraintKey };
}
