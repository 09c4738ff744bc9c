using System.Diagnostics;

namespace Metrology.Fault.Worker;

/// <summary>Ends the process with SIGKILL inside a step of the database, by what EF Core and the store say of themselves.</summary>
public sealed class KillPoint : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly string[] Sources = ["Microsoft.EntityFrameworkCore", "Metrology.Db.Sqlite"];

    private readonly string step;
    private readonly List<IDisposable> subscriptions = [];
    private int left;
    private volatile bool isArmed;

    /// <param name="step">End of the event's name, such as "TransactionCommitting".</param>
    /// <param name="times">The time that it is reached.</param>
    public KillPoint(string step, int times)
    {
        (this.step, left) = (step, times);
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>From here on: what came before was preparation.</summary>
    public void Arm() => isArmed = true;

    public void OnNext(DiagnosticListener value)
    {
        if (Sources.Contains(value.Name))
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (isArmed && value.Key.EndsWith("." + step, StringComparison.Ordinal) && Interlocked.Decrement(ref left) == 0)
            Process.GetCurrentProcess().Kill();
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(one => one.Dispose());
}
