#!/bin/sh
# tsh-host: what must be atomic on the host, or be read in one round trip, or outlive the run that began it.
# Plain POSIX sh for dash and busybox, run by the deploy user. Carried inside tsh and made of the parts beside this
# one, in the order of their names. ROOT is the folder of one app in one environment.
#
#: tsh-host: the part of tsh that lives on the host
#:
#:   observe ROOT ROUTES UNIT_BLUE UNIT_GREEN   what nginx, the slots and their units say, as `key value` lines
#:   point ROOT SLOT DEPLOYMENT                 let an idle slot hold a deployment; remembers what it held before
#:   restore ROOT SLOT DEPLOYMENT               if an idle slot holds DEPLOYMENT, give back what it held before
#:   start ROOT SLOT UNIT                       start what an idle slot holds, whatever ran there before
#:   stop ROOT SLOT UNIT                        stop an idle slot
#:   switch ROOT SLOT                           make SLOT live: the flag file is the switch
#:   connections PORT                           number of open connections to a slot
#:   install STAGE                              set-up, as root: check and put the staged files in place
set -u

die() {
    code=$1
    shift
    printf 'tsh-host: %s\n' "$*" >&2
    exit "$code"
}
