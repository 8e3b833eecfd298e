/* The learned net as the library opens it. */
#ifndef SITREP_TRAIN_WRITE_NET_H
#define SITREP_TRAIN_WRITE_NET_H

#include "learn_net.h"
#include "lesson.h"

Bytes net_write(const Net *net, const Lesson *lesson);

#endif
