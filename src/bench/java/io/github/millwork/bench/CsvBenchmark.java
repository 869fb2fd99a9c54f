package io.github.millwork.bench;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Dataset;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads a CSV file from the first byte to the finished dataset: {@code -Dbench="CsvBenchmark -p file=flights.csv"}, with
 * {@code -prof gc} for the bytes allocated.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"})
@Warmup(iterations = 10)
@Measurement(iterations = 10)
public class CsvBenchmark {
    /** The file to read. */
    @Param("examples/data/credit.csv")
    public String file;

    /** {@return the rows of the file} */
    @Benchmark
    public Dataset read() {
        return Csv.file(Path.of(file)).load();
    }
}
