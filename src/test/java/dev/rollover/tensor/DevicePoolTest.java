package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two devices that are the host's processors, one thread each. */
@NullMarked
class DevicePoolTest {

  private static final BatchKey KEY = new BatchKey("model", "velocity", 1);

  private final DevicePool pool =
      DevicePool.of(
          List.of(host("a", 1), host("b", 1)),
          HostThreads.ofThisProcess(),
          BatchLimits.ofRows(4),
          DeviceObserver.NONE);
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final DeviceAccount account = new DeviceAccount(false);

  @AfterEach
  void close() {
    pool.close();
  }

  /** Where it was loaded, and what it was loaded with. */
  private record Copy(Device device, List<String> closed) implements Replicas.Replica {
    @Override
    public void close() {
      closed.add("closed");
    }
  }

  @Test
  void calls_run_side_by_side_on_as_many_devices_as_have_a_replica() throws IOException {
    CountDownLatch bothRun = new CountDownLatch(2);
    try (Replicas<Copy> both = replicas("a", "b")) {
      BiFunction<Copy, List<Integer>, List<Integer>> meeting =
          (copy, rows) -> {
            note();
            bothRun.countDown();
            await(bothRun);
            return rows;
          };
      CompletableFuture<List<Integer>> one =
          async(() -> both.submit(KEY, List.of(1), meeting, account));
      CompletableFuture<List<Integer>> other =
          async(() -> both.submit(KEY, List.of(2), meeting, new DeviceAccount(false)));
      assertThat(one.join()).containsExactly(1);
      assertThat(other.join()).containsExactly(2);
    }
    assertThat(ran).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void parts_of_a_large_call_run_side_by_side_and_are_answered_in_order() throws IOException {
    CountDownLatch bothRun = new CountDownLatch(2);
    try (Replicas<Copy> both = replicas("a", "b")) {
      assertThat(
              both.<Integer, Integer>submit(
                  KEY,
                  List.of(1, 2, 3, 4, 5, 6, 7),
                  (copy, rows) -> {
                    note();
                    bothRun.countDown();
                    await(bothRun);
                    return rows;
                  },
                  account))
          .containsExactly(1, 2, 3, 4, 5, 6, 7);
    }
    assertThat(ran).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void every_replica_is_used_with_the_device_that_it_is_on() throws IOException {
    try (Replicas<Copy> both = replicas("a", "b")) {
      for (String device : List.of("b", "a", "b")) {
        assertThat(
                both.<Integer, Device>submit(
                    KEY,
                    List.of(1),
                    (copy, rows) -> {
                      note();
                      return List.of(copy.device());
                    },
                    DeviceAccount.onlyOn(device)))
            .containsExactly(pool.find(device).orElseThrow().device());
      }
    }
    assertThat(ran).containsExactly("b", "a", "b");
  }

  /** What overlaps: the pipeline's parts on devices of their own, without any timing. */
  @Test
  void velocities_of_other_jobs_run_while_a_decode_does() throws IOException {
    CountDownLatch decodes = new CountDownLatch(1);
    CountDownLatch velocityCame = new CountDownLatch(1);
    try (Replicas<Copy> transformer = replicas("a");
        Replicas<Copy> decoder = replicas("b")) {
      CompletableFuture<List<Integer>> image =
          async(
              () ->
                  decoder.submit(
                      new BatchKey("model", "decode", 1),
                      List.of(1),
                      (copy, rows) -> {
                        decodes.countDown();
                        await(velocityCame);
                        return rows;
                      },
                      account));
      await(decodes);
      assertThat(
              transformer.<Integer, Integer>submit(
                  KEY, List.of(2), (copy, rows) -> rows, new DeviceAccount(false)))
          .containsExactly(2);
      velocityCame.countDown();
      assertThat(image.join()).containsExactly(1);
    }
  }

  @Test
  void a_device_that_is_stuck_keeps_nothing_that_another_can_do() throws IOException {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (Replicas<Copy> both = replicas("a", "b")) {
      CompletableFuture<List<Integer>> lost =
          async(
              () ->
                  both.submit(
                      KEY,
                      List.of(1),
                      (copy, rows) -> {
                        begun.countDown();
                        await(stuck);
                        return rows;
                      },
                      account));
      await(begun);
      for (int call = 0; call < 5; call++) {
        assertThat(
                both.<Integer, Integer>submit(
                    KEY, List.of(call), (copy, rows) -> rows, new DeviceAccount(false)))
            .containsExactly(call);
      }
      stuck.countDown();
      assertThat(lost.join()).containsExactly(1);
    }
  }

  @Test
  void each_device_computes_with_threads_of_its_own() throws IOException {
    try (DevicePool uneven =
        DevicePool.of(
            List.of(host("one", 1), host("three", 3), host("rest", null)),
            new HostThreads(6, 0),
            BatchLimits.ofRows(1),
            DeviceObserver.NONE)) {
      assertThat(uneven.workers().stream().map(DevicePoolTest::threads).toList())
          .containsExactly(1, 3, 2);
      assertThat(uneven.workers().stream().map(DevicePoolTest::threads).toList())
          .containsExactly(1, 3, 2);
    }
  }

  private static int threads(DeviceWorker worker) {
    return worker
        .<Integer, Integer>submit(
            KEY, List.of(1), rows -> List.of(JniUtils.getNumThreads()), new DeviceAccount(false))
        .getFirst();
  }

  @Test
  void closing_it_answers_what_waits_and_refuses_what_comes_later() throws IOException {
    try (Replicas<Copy> both = replicas("a", "b")) {
      pool.stop();
      assertThatThrownBy(() -> both.submit(KEY, List.of(1), (copy, rows) -> rows, account))
          .isInstanceOf(DeviceCallException.class)
          .hasMessage("the call 'velocity' came after its worker was closed");
    }
  }

  @Test
  void replicas_that_were_loaded_are_let_go_where_one_cannot_be() {
    List<String> closed = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Replicas.<Copy>load(
                    pool.places(),
                    device -> {
                      if (device == pool.places().getLast().device()) {
                        throw new IOException("no such file");
                      }
                      return new Copy(device, closed);
                    }))
        .isInstanceOf(IOException.class);
    assertThat(closed).hasSize(1);
  }

  @Test
  void a_pool_of_gpus_can_be_given_the_host_besides() throws IOException {
    List<String> watched = new ArrayList<>();
    try (DevicePool gpus = PretendedGpus.pool(2, DeviceObserver.NONE)) {
      gpus.watch(worker -> watched.add(worker.name()));
      assertThat(watched).containsExactly("cuda:0", "cuda:1");
      Place host = gpus.addHost().orElseThrow();
      assertThat(host.device().isGpu()).isFalse();
      assertThat(host.device().precision()).isEqualTo(Precision.BFLOAT16);
      assertThat(watched).containsExactly("cuda:0", "cuda:1", "cpu");
      assertThat(gpus.workers().getLast().name()).isEqualTo("cpu");
      assertThat(gpus.find("cpu")).contains(host);
      try (Replicas<Copy> loaded =
          Replicas.load(List.of(host), device -> new Copy(device, new ArrayList<>()))) {
        assertThat(loaded.<Integer, Integer>submit(KEY, List.of(1), (copy, rows) -> rows, account))
            .containsExactly(1);
      }
      assertThat(gpus.addHost()).as("once").isEmpty();
    }
    assertThat(pool.addHost()).as("which is a pool of the host's").isEmpty();
  }

  @Test
  void names_are_told_apart_and_devices_must_be_there() {
    assertThatThrownBy(() -> open(host("a", 1), host("a", 1)))
        .hasMessage("two devices are called a");
    assertThatThrownBy(() -> open(PooledDevice.valueOf("cuda:98")))
        .hasMessageContaining("there is no device cuda:98");
    assertThatThrownBy(
            () -> open(PooledDevice.valueOf("cuda:1"), new PooledDevice("b", "cuda:1", null)))
        .hasMessage("two devices are cuda:1");
    assertThatThrownBy(() -> PooledDevice.valueOf("gpu"))
        .hasMessage("a device is cpu or cuda:0 and so on, unlike 'gpu'");
    assertThatThrownBy(() -> new PooledDevice("A b", "cpu", 1)).hasMessageContaining("'A b'");
    assertThatThrownBy(() -> host("a", 0)).hasMessageContaining("not 0");
  }

  private static void open(PooledDevice... devices) {
    DevicePool.of(
            List.of(devices),
            HostThreads.ofThisProcess(),
            BatchLimits.ofRows(1),
            DeviceObserver.NONE)
        .close();
  }

  private static PooledDevice host(String name, @Nullable Integer threads) {
    return new PooledDevice(name, "cpu", threads);
  }

  private Replicas<Copy> replicas(String... devices) throws IOException {
    List<Place> places =
        List.of(devices).stream().map(name -> pool.find(name).orElseThrow()).toList();
    return Replicas.load(places, device -> new Copy(device, new ArrayList<>()));
  }

  private void note() {
    ran.add(Thread.currentThread().getName());
  }

  private static <T> CompletableFuture<T> async(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, task -> Thread.ofVirtual().start(task));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
