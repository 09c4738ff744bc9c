namespace Metrology.Mqtt.Tests.Support;

/// <summary>The longest a test waits for something that must happen; passing it is a failure.</summary>
static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static CancellationToken Token => new CancellationTokenSource(Limit).Token;

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task InTime(this Task task) => task.WaitAsync(Limit);
}
